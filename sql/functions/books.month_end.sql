-- The last calendar day of a date's month.
CREATE OR REPLACE FUNCTION books.month_end(p_date date)
RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT (date_trunc('month', p_date::timestamp) + interval '1 month - 1 day')::date
$$;
