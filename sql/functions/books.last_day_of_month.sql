-- The last business date that the books had in a month; null where they had none or are still in it.
CREATE OR REPLACE FUNCTION books.last_day_of_month(p_month date)
RETURNS date LANGUAGE sql STABLE AS $$
  SELECT max(business_date) FROM books.closed_day
  WHERE business_date BETWEEN p_month AND books.month_end(p_month)
    AND (SELECT business_date FROM books.business_date) > books.month_end(p_month)
$$;
