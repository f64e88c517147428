-- Key of the advisory lock of those who end days. Taken before the calendar's; the number means nothing else.
CREATE OR REPLACE FUNCTION books.day_lock()
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT 7316024::bigint $$;
