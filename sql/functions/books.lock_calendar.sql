-- Waits for the postings under way and holds up those that come, until the end of the transaction. The first key is for those
-- who come for the same, and for postings by the functions of an earlier release, which know no other.
CREATE OR REPLACE FUNCTION books.lock_calendar()
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(books.calendar_lock());
  FOR v_place IN 0..15 LOOP
    PERFORM pg_advisory_xact_lock(books.calendar_lock()::integer, v_place);
  END LOOP;
END $$;
