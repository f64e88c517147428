-- The first of the sixteen keys of the calendar lock, on business date and periods. The number means nothing else. A posting
-- shares one of them (books.own_calendar_lock), and who changes the calendar takes all (books.lock_calendar): one key for
-- all postings would be the place in the table of locks where they meet.
CREATE OR REPLACE FUNCTION books.calendar_lock()
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT 7316007::bigint $$;
