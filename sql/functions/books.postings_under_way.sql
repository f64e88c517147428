-- Other transactions of this database that hold the calendar lock, by a key of two numbers or, under the functions of an earlier
-- release, by one. pg_locks splits a bigint key into two halves; objsubid tells the two kinds apart.
CREATE OR REPLACE FUNCTION books.postings_under_way()
RETURNS SETOF text LANGUAGE sql VOLATILE AS $$
  SELECT virtualtransaction
  FROM pg_locks
  WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (objsubid = 2 AND classid::bigint = books.calendar_lock() AND objid::bigint < 16
      OR objsubid = 1 AND (classid::bigint << 32 | objid::bigint) = books.calendar_lock())
$$;
