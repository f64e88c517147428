-- Brings a loan to where it would stand without its last payment, and answers the journals that its interest and fees need
-- for that: interest on the principal that is back for the days since, and fees that a payoff had earned too early. The loan's
-- row is locked, its balance is still that after the payment, and it is accrued through the day before.
CREATE OR REPLACE FUNCTION books.restore_loan(p_payment books.loan_payment, p_today date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_was books.loan := jsonb_populate_record(NULL::books.loan, p_payment.found);
  v_loan books.loan;
  v_income text;
  v_unit numeric := books.loan_denominator(v_was.method);
  v_through date;
  v_grown record;
  v_carried numeric := CASE v_was.status WHEN 'nonaccrual' THEN v_was.unbooked_numerator ELSE v_was.interest_numerator END;
  v_booked numeric;
  v_more numeric;
  v_sum numeric;
  v_fee bigint;
  v_restored bigint;
BEGIN
  SELECT l.* INTO v_loan FROM books.loan l WHERE l.account_id = p_payment.account_id;
  SELECT t.income_account INTO v_income FROM books.loan_terms t WHERE t.product = v_was.product AND t.valid_from = v_was.terms_from;
  IF p_payment.kind = 'recovery' THEN
    UPDATE books.loan SET recovered_minor = recovered_minor - p_payment.principal_minor WHERE account_id = v_loan.account_id;
    RETURN '[]';
  END IF;
  v_through := greatest(v_loan.accrued_through, p_today - 1);
  SELECT i.numerator, i.at_month_end INTO v_grown
  FROM books.balance b
  CROSS JOIN LATERAL books.loan_interest(v_was.account_id, v_was.status, v_was.method, v_was.rate_ppm, v_carried, v_was.accrued_through,
    v_was.first_due_on, b.balance_minor + p_payment.principal_minor, v_through) i
  WHERE b.account_id = v_was.account_id AND b.stripe = 0;
  v_booked := CASE v_was.status WHEN 'nonaccrual' THEN v_was.interest_numerator ELSE v_carried + v_grown.numerator END;
  v_more := v_booked - v_loan.interest_numerator - CASE WHEN p_payment.booked THEN p_payment.interest_minor * v_unit ELSE 0 END;
  v_fee := books.earned_fee(v_was, v_through) - v_loan.fee_earned_minor;
  v_restored := books.earned_restored(v_was, v_through) - v_loan.restored_earned_minor;
  UPDATE books.loan l SET
    status = v_was.status, interest_numerator = v_booked,
    unbooked_numerator = CASE v_was.status WHEN 'nonaccrual' THEN v_carried + v_grown.numerator ELSE v_was.unbooked_numerator END,
    billed_minor = CASE v_was.status WHEN 'performing' THEN coalesce(books.half_up(v_grown.at_month_end, 360000000), v_was.billed_minor)
      ELSE v_was.billed_minor END,
    late_fees_minor = l.late_fees_minor + p_payment.late_fee_minor, covered = v_was.covered,
    covered_part_minor = v_was.covered_part_minor, next_due_on = v_was.next_due_on, accrued_through = v_through,
    fee_earned_minor = l.fee_earned_minor + v_fee, restored_earned_minor = l.restored_earned_minor + v_restored
  WHERE l.account_id = v_loan.account_id;
  INSERT INTO books.loan_accrual AS a (product, method, income_account, numerator) VALUES (v_was.product, v_was.method, v_income, v_more)
  ON CONFLICT (product, method, income_account) DO UPDATE SET numerator = a.numerator + excluded.numerator
  RETURNING numerator INTO v_sum;
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('scope', 'loan:day', 'key', format('%s %s taken back', what, p_payment.id),
      'template', template, 'description', description, 'entries', jsonb_build_array(
        jsonb_build_object('gl', debit, 'minor', minor::text, 'currency', 'USD'),
        jsonb_build_object('gl', v_income, 'minor', (-minor)::text, 'currency', 'USD'))) ORDER BY what), '[]')
    FROM (VALUES
      ('accrual', 'L02', 'Loan interest accrued', '1600', books.half_up(v_sum, v_unit) - books.half_up(v_sum - v_more, v_unit)),
      ('fee', 'L01', 'Origination fees earned', '1498', v_fee),
      ('restored', 'L02', 'Interest of loans returned to accrual earned', '1498', v_restored)
    ) line (what, template, description, debit, minor)
    WHERE minor <> 0);
END $$;
