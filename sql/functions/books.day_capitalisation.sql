-- At the end of a month interest is credited to the accounts whose terms pay in that month; it counts from the first.
CREATE OR REPLACE FUNCTION books.day_capitalisation(p_date date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_last date := books.month_end(p_date);
  v_result jsonb;
BEGIN
  IF books.accrual_through(p_date) < v_last THEN
    RETURN '{"credited": 0}';
  END IF;
  v_result := books.credit_interest(p_date, v_last + 1, ARRAY(
    SELECT p.account_id
    FROM books.interest_position p JOIN books.account a ON a.id = p.account_id JOIN books.terms_on(p_date) t ON t.product = a.product
    WHERE a.status = 'open' AND extract(month FROM p_date)::smallint = ANY (t.credit_months)
    ORDER BY p.account_id));
  -- The credits are known to the positions at once, so that the day's last step has little left to look at.
  PERFORM books.accrue_interest(p_date, v_last);
  RETURN v_result;
END $$;
