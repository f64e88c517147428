CREATE OR REPLACE FUNCTION books.seal_text_hash(p_text text)
RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT sha256(convert_to(p_text, 'UTF8')) $$;
