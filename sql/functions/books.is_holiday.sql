-- Days on which the Federal Reserve Banks are closed: a holiday on a Sunday closes the Monday after, one on a Saturday
-- moves nothing. The same rule as functions/domain/business-days.ts; source: holiday schedule of the Federal Reserve.
CREATE OR REPLACE FUNCTION books.is_holiday(p_date date)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  WITH day AS (
    SELECT extract(isodow FROM p_date) AS weekday, extract(month FROM p_date) AS month, ceil(extract(day FROM p_date) / 7) AS week,
      ARRAY['01-01', '06-19', '07-04', '11-11', '12-25'] AS fixed
  )
  SELECT to_char(p_date, 'MM-DD') = ANY (fixed) OR weekday = 1 AND to_char(p_date - 1, 'MM-DD') = ANY (fixed)
    OR (weekday, month, week) IN ((1, 1, 3), (1, 2, 3), (1, 9, 1), (1, 10, 2), (4, 11, 4))
    OR weekday = 1 AND month = 5 AND extract(month FROM p_date + 7) = 6
  FROM day
$$;
