-- Holds the calendar still until the end of the transaction, for a posting: by the key that postings of this server process share.
CREATE OR REPLACE FUNCTION books.share_calendar()
RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock_shared(books.calendar_lock()::integer, pg_backend_pid() % 16)
$$;
