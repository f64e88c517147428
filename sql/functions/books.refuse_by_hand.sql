-- A function that posts says so for its transaction, by a setting. That keeps no attacker out, the rights of the tables do:
-- it keeps everybody else, their owner too, from writing by mistake what no posting has checked. Functions of an earlier
-- release that are under way while this one is put in place don't say so; that they hold the calendar still tells them.
CREATE OR REPLACE FUNCTION books.refuse_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('books.posting', true) IS DISTINCT FROM 'on' AND NOT EXISTS (
    SELECT FROM pg_locks
    WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND objsubid = 1
      AND (classid::bigint << 32 | objid::bigint) = books.calendar_lock())
  THEN
    RAISE EXCEPTION 'Rows of % come from postings alone: post a journal.', TG_RELID::regclass USING ERRCODE = 'LB010';
  END IF;
  RETURN NULL;
END $$;
