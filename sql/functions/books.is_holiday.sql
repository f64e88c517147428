-- Days on which the Federal Reserve Banks are closed: a holiday on a Sunday closes the Monday after, one on a Saturday
-- moves nothing. The same rule as functions/domain/business-days.ts; source: holiday schedule of the Federal Reserve.
-- One expression over immutable parts, so that a query over many dates takes it in instead of calling it.
CREATE OR REPLACE FUNCTION books.is_holiday(p_date date)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT (extract(month FROM p_date) * 100 + extract(day FROM p_date))::integer = ANY ('{101, 619, 704, 1111, 1225}')
    OR extract(isodow FROM p_date) = 1 AND (
      (extract(month FROM p_date - 1) * 100 + extract(day FROM p_date - 1))::integer = ANY ('{101, 619, 704, 1111, 1225}')
      OR (extract(month FROM p_date), ceil(extract(day FROM p_date) / 7)) IN ((1, 3), (2, 3), (9, 1), (10, 2))
      OR extract(month FROM p_date) = 5 AND extract(day FROM p_date) > 24)
    OR extract(isodow FROM p_date) = 4 AND extract(month FROM p_date) = 11 AND ceil(extract(day FROM p_date) / 7) = 4
$$;
