-- The last calendar day whose interest the end of a business date accrues: that before the next business day, or the last
-- of the month, so that each month bears its own interest.
CREATE OR REPLACE FUNCTION books.accrual_through(p_date date)
RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT least(books.next_business_day(p_date) - 1, books.month_end(p_date))
$$;
