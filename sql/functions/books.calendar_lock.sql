-- Key of the advisory lock on business date and periods. The number means nothing else.
CREATE OR REPLACE FUNCTION books.calendar_lock()
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT 7316022::bigint $$;
