-- Key of the advisory lock of those who seal; posters never take it. The number means nothing else.
CREATE OR REPLACE FUNCTION books.seal_lock()
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT 7316023::bigint $$;
