-- Waits for the postings under way and holds up those that come, until the end of the transaction. Everybody takes the keys
-- in the same order.
CREATE OR REPLACE FUNCTION books.lock_calendar()
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  FOR v_place IN 0..15 LOOP
    PERFORM pg_advisory_xact_lock(books.calendar_lock() + v_place);
  END LOOP;
END $$;
