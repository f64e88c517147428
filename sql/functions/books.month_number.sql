-- Months since the year 0, so that the difference of two dates is one of whole months.
CREATE OR REPLACE FUNCTION books.month_number(p_date date)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT (12 * extract(year FROM p_date) + extract(month FROM p_date))::integer
$$;
