-- RFC 3339 in UTC with milliseconds, whatever time zone the session has.
CREATE OR REPLACE FUNCTION books.iso_instant(p_at timestamptz)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
