-- The key of the calendar lock that postings of this server process share.
CREATE OR REPLACE FUNCTION books.own_calendar_lock()
RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT books.calendar_lock() + pg_backend_pid() % 16 $$;
