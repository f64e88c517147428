-- The last business day before a date; no row of days without one is longer than four.
CREATE OR REPLACE FUNCTION books.previous_business_day(p_date date)
RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT p_date - back FROM generate_series(1, 7) back WHERE books.is_business_day(p_date - back) ORDER BY back LIMIT 1
$$;
