-- L03. Collects what is due from the accounts that pay the loans, in part where the money is not there, and notes every
-- installment that its first collection left short. What an account refuses - it is closed, a limit is reached - is
-- tried again the next day.
CREATE OR REPLACE FUNCTION books.collect_loans(p_date date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_plan books.loan_settlement[];
  v_refused jsonb := '[]';
  v_missed integer;
BEGIN
  PERFORM books.lock_balances(ARRAY(
    SELECT DISTINCT unnest(ARRAY[account_id, payment_account]) FROM books.loan
    WHERE next_due_on <= p_date AND status IN ('performing', 'nonaccrual')));
  v_plan := coalesce(books.loans_to_collect(p_date), '{}');
  IF cardinality(v_plan) > 0 THEN
    v_refused := books.post_day_journals((
      SELECT jsonb_agg(books.loan_payment_journal(v_plan[place]) ORDER BY place) FROM generate_subscripts(v_plan, 1) place));
    v_plan := ARRAY(
      SELECT v_plan[place] FROM generate_subscripts(v_plan, 1) place
      WHERE NOT v_refused @> jsonb_build_array(jsonb_build_object('ord', place - 1)) ORDER BY place);
    PERFORM books.write_loan_payments(v_plan, p_date);
  END IF;
  INSERT INTO books.loan_event (account_id, kind, business_date, amount_minor, installment, actor)
  SELECT l.account_id, 'missed', p_date, s.payment_minor - CASE s.n WHEN l.covered + 1 THEN least(l.covered_part_minor, s.payment_minor) ELSE 0 END,
    s.n, 'end-of-day'
  FROM books.loan l
  JOIN books.loan_installment s ON s.account_id = l.account_id AND s.n > l.covered AND s.due_on <= p_date
    AND s.n <= books.month_number(p_date) - books.month_number(l.first_due_on) + 1
  WHERE l.next_due_on <= p_date AND l.status IN ('performing', 'nonaccrual') AND NOT EXISTS (
    SELECT FROM books.loan_event e WHERE e.account_id = l.account_id AND e.kind = 'missed' AND e.installment = s.n)
  ORDER BY l.account_id, s.n;
  GET DIAGNOSTICS v_missed = ROW_COUNT;
  RETURN jsonb_build_object('collected', cardinality(v_plan), 'missed', v_missed, 'refused', jsonb_array_length(v_refused),
    'collectedMinor', (SELECT coalesce(sum(amount_minor), 0)::text FROM unnest(v_plan)));
END $$;
