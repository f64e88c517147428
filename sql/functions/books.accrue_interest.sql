-- Accrues the interest of every calendar day that has none yet, up to and with p_through, and what items that came late
-- change on days that have. Whoever calls it again the same day adds what has come since, and nothing twice: a position
-- knows the last day and the last entry it has seen. Answers counts. Called under the lock of those who end days.
CREATE OR REPLACE FUNCTION books.accrue_interest(p_date date, p_through date)
RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM books.hold_business_date();
  PERFORM books.begin_interest(p_date);
  RETURN books.post_accruals(p_date, books.reckon_interest(p_date, p_through));
END $$;
