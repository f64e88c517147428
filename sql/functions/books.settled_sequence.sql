-- The highest journal sequence at or below which nothing is under way any more: every such journal can be seen by now or
-- never will be. Postings share a key of the calendar lock before they draw a sequence, so whoever could still commit one
-- is among its holders; those are waited for, never locked out. Null when they don't end within the patience.
CREATE OR REPLACE FUNCTION books.settled_sequence(p_patience interval DEFAULT '2 seconds')
RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_until timestamptz := clock_timestamp() + p_patience;
  v_drawn bigint := (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM books.journal_sequence_seq);
  v_posting text[];
BEGIN
  SELECT array_agg(virtualtransaction) INTO v_posting FROM books.postings_under_way() u (virtualtransaction);
  WHILE EXISTS (SELECT FROM books.postings_under_way() u (virtualtransaction) WHERE virtualtransaction = ANY (v_posting)) LOOP
    IF clock_timestamp() > v_until THEN
      RETURN NULL;
    END IF;
    PERFORM pg_sleep(0.005);
  END LOOP;
  RETURN v_drawn;
END $$;
