-- Other transactions of this database that hold a key of the calendar lock. pg_locks splits a bigint key into two halves.
CREATE OR REPLACE FUNCTION books.postings_under_way()
RETURNS SETOF text LANGUAGE sql VOLATILE AS $$
  SELECT virtualtransaction
  FROM pg_locks
  WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND objsubid = 1 AND (classid::bigint << 32 | objid::bigint) BETWEEN books.calendar_lock() AND books.calendar_lock() + 15
$$;
