-- An instant in a sealed text: UTC with microseconds, so that no part of the stored value is left out.
CREATE OR REPLACE FUNCTION books.seal_instant(p_at timestamptz)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;
