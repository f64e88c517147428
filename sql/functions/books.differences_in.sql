-- Of the findings of a reconciliation, those that differ.
CREATE OR REPLACE FUNCTION books.differences_in(p_findings jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_agg(f ORDER BY place), '[]')
  FROM jsonb_array_elements(p_findings) WITH ORDINALITY AS item (f, place)
  WHERE (f ->> 'subledgerMinor')::numeric <> (f ->> 'ledgerMinor')::numeric
$$;
