-- The salt of one part of a journal, 0 for its origin and the line for an entry: whoever is told one learns nothing of
-- the others.
CREATE OR REPLACE FUNCTION books.seal_salt(p_salt bytea, p_part smallint)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(p_salt || int2send(p_part)), 'hex')
$$;
