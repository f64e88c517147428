-- A day on which the Federal Reserve Banks settle, and the bank's day moves.
CREATE OR REPLACE FUNCTION books.is_business_day(p_date date)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT extract(isodow FROM p_date) < 6 AND NOT books.is_holiday(p_date)
$$;
