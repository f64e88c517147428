-- The business day on which something is done that is due on a date: that date, or the one the holiday rule says.
CREATE OR REPLACE FUNCTION books.business_day_of(p_due date, p_rule text)
RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN books.is_business_day(p_due) THEN p_due
    WHEN p_rule = 'previous' THEN books.previous_business_day(p_due) ELSE books.next_business_day(p_due) END
$$;
