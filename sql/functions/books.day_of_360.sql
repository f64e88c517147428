-- Place of a date in years of twelve months of 30 days; the 31st of a month counts as its 30th.
CREATE OR REPLACE FUNCTION books.day_of_360(p_date date)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT (360 * extract(year FROM p_date) + 30 * extract(month FROM p_date) + least(extract(day FROM p_date), 30))::integer
$$;
