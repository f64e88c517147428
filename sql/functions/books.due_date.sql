-- The due date of a standing order by its number, counted from 0. Months are reckoned from the anchor, so that the 31st is
-- the last day of a shorter month and the 31st again after it. The same rule as functions/domain/recurrence.ts.
CREATE OR REPLACE FUNCTION books.due_date(p_anchor date, p_frequency text, p_number integer)
RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_frequency
    WHEN 'once' THEN CASE p_number WHEN 0 THEN p_anchor END
    WHEN 'weekly' THEN p_anchor + 7 * p_number
    WHEN 'biweekly' THEN p_anchor + 14 * p_number
    WHEN 'monthly' THEN (p_anchor + make_interval(months => p_number))::date
    WHEN 'quarterly' THEN (p_anchor + make_interval(months => 3 * p_number))::date
    WHEN 'yearly' THEN (p_anchor + make_interval(years => p_number))::date
  END
$$;
