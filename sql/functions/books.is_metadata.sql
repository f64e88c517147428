-- Up to 50 names of 1 to 40 characters, each with a text of up to 500; JSON null stands for none.
CREATE OR REPLACE FUNCTION books.is_metadata(p_metadata jsonb)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE jsonb_typeof(p_metadata)
    WHEN 'null' THEN true
    WHEN 'object' THEN (
      SELECT count(*) <= 50
        AND coalesce(bool_and(length(name) BETWEEN 1 AND 40 AND jsonb_typeof(text) = 'string' AND length(text #>> '{}') <= 500), true)
      FROM jsonb_each(p_metadata) each (name, text))
    ELSE false
  END
$$;
