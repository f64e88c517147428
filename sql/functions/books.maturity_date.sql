-- When a term of months ends: on that day of a later month, or the first business day after it.
CREATE OR REPLACE FUNCTION books.maturity_date(p_from date, p_months integer)
RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT books.next_business_day((p_from + make_interval(months => p_months))::date - 1)
$$;
