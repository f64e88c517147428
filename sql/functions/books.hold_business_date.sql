-- The current business date, held until the end of the transaction: the day can't roll and no period can close under a
-- posting. The lock is shared and lives in memory, so postings neither wait for each other here nor write a row.
-- Always the first lock a transaction takes; bank.roll_business_date and bank.decide_period_change take it exclusively.
CREATE OR REPLACE FUNCTION books.hold_business_date()
RETURNS date LANGUAGE plpgsql AS $$
DECLARE
  v_date date;
BEGIN
  PERFORM books.share_calendar();
  SELECT business_date INTO v_date FROM books.business_date WHERE only_row;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB013', 'The books are not open yet: they have no business date.');
  END IF;
  RETURN v_date;
END $$;
