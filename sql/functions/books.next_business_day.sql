-- The first business day after a date; no row of days without one is longer than four.
CREATE OR REPLACE FUNCTION books.next_business_day(p_date date)
RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT p_date + ahead FROM generate_series(1, 7) ahead WHERE books.is_business_day(p_date + ahead) ORDER BY ahead LIMIT 1
$$;
