-- A late fee for each installment that is not paid in full when its days of grace are over; once for each. It is owed from
-- now on and becomes income when it is paid. None are charged once no interest is booked any more.
CREATE OR REPLACE FUNCTION books.charge_late_fees(p_date date)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_charged integer;
BEGIN
  WITH fee AS MATERIALIZED (
    SELECT l.account_id, s.n, t.late_fee_minor + books.half_up(s.payment_minor::numeric * t.late_fee_ppm, 1000000) AS minor
    FROM books.loan l
    JOIN books.loan_terms t ON t.product = l.product AND t.valid_from = l.terms_from
    JOIN books.loan_installment s ON s.account_id = l.account_id AND s.n > greatest(l.covered, l.late_through)
      AND s.n <= books.month_number(p_date) - books.month_number(l.first_due_on) + 1 AND s.due_on + t.grace_days < p_date
    WHERE l.status = 'performing' AND l.next_due_on < p_date
  ), noted AS (
    INSERT INTO books.loan_event (account_id, kind, business_date, amount_minor, installment, actor)
    SELECT account_id, 'late-fee', p_date, minor, n, 'end-of-day' FROM fee WHERE minor > 0 ORDER BY account_id, n
  )
  UPDATE books.loan l SET late_fees_minor = l.late_fees_minor + f.minor, late_through = f.n
  FROM (SELECT account_id, sum(minor)::bigint AS minor, max(n) AS n FROM fee GROUP BY account_id) f WHERE f.account_id = l.account_id;
  GET DIAGNOSTICS v_charged = ROW_COUNT;
  RETURN v_charged;
END $$;
