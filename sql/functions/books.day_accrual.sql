-- Interest of every calendar day up to the next business day, or to the end of the month.
CREATE OR REPLACE FUNCTION books.day_accrual(p_date date)
RETURNS jsonb LANGUAGE sql AS $$
  SELECT books.accrue_interest(p_date, books.accrual_through(p_date))
$$;
