-- Interest of every calendar day up to the next business day, or to the end of the month: what deposits earn, and what
-- overdrafts cost.
CREATE OR REPLACE FUNCTION books.day_accrual(p_date date)
RETURNS jsonb LANGUAGE sql AS $$
  SELECT books.accrue_interest(p_date, books.accrual_through(p_date))
    || jsonb_build_object('overdrafts', books.charge_overdraft_interest(p_date, books.accrual_through(p_date)))
$$;
