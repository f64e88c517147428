-- Key of the advisory lock on business date and periods; the number means nothing else. Whoever changes the calendar takes it
-- and then the sixteen keys under the same number, (calendar_lock, 0) to (calendar_lock, 15), of which each posting shares
-- one: a single key for all postings would be the place in the table of locks where they meet.
CREATE OR REPLACE FUNCTION books.calendar_lock()
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT 7316022::bigint $$;
