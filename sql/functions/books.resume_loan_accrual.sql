-- Books the interest that a nonaccrual loan owes as receivable and unearned, and lets the loan perform again. Answers what was
-- booked, in cents: the exact sum of the product, rounded once, as accruals are.
CREATE OR REPLACE FUNCTION books.resume_loan_accrual(p_loan uuid, p jsonb, p_today date)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_loan books.loan;
  v_income text;
  v_unit numeric;
  v_more numeric;
  v_sum numeric;
  v_minor bigint;
  v_of_month numeric;
BEGIN
  SELECT l.* INTO v_loan FROM books.loan l WHERE l.account_id = p_loan;
  SELECT t.income_account INTO v_income FROM books.loan_terms t WHERE t.product = v_loan.product AND t.valid_from = v_loan.terms_from;
  v_unit := books.loan_denominator(v_loan.method);
  v_more := v_loan.unbooked_numerator - v_loan.interest_numerator;
  INSERT INTO books.loan_accrual AS a (product, method, income_account, numerator) VALUES (v_loan.product, v_loan.method, v_income, v_more)
  ON CONFLICT (product, method, income_account) DO UPDATE SET numerator = a.numerator + excluded.numerator
  RETURNING numerator INTO v_sum;
  v_minor := books.half_up(v_sum, v_unit) - books.half_up(v_sum - v_more, v_unit);
  -- By 30/360 a payment pays the months that are over: all of it but what the month under way has borne.
  SELECT least(b.balance_minor, s.balance_after_minor + s.principal_minor)::numeric * v_loan.rate_ppm
    * (books.day_of_360(v_loan.accrued_through + 1) - books.day_of_360(s.starts_on))
  INTO v_of_month
  FROM books.loan_installment s JOIN books.balance b ON b.account_id = s.account_id AND b.stripe = 0
  WHERE s.account_id = p_loan AND s.starts_on <= v_loan.accrued_through AND s.due_on > v_loan.accrued_through;
  IF v_minor <> 0 THEN
    PERFORM books.post_batch(jsonb_build_object('journals', jsonb_build_array(jsonb_build_object('id', p ->> 'id',
      'scope', 'loan:' || (p ->> 'scope'), 'key', p ->> 'key', 'requestHash', p ->> 'requestHash', 'type', 'STANDARD', 'template', 'L05',
      'description', 'Loan returned to accrual', 'actor', p ->> 'actor', 'entries', jsonb_build_array(
        jsonb_build_object('gl', '1600', 'minor', v_minor::text, 'currency', 'USD'),
        jsonb_build_object('gl', CASE WHEN v_minor > 0 THEN '1498' ELSE v_income END, 'minor', (-v_minor)::text, 'currency', 'USD'))))), false);
  END IF;
  UPDATE books.loan SET status = 'performing', interest_numerator = unbooked_numerator, unbooked_numerator = 0,
    billed_minor = CASE method WHEN '30/360' THEN greatest(0, books.half_up(unbooked_numerator - coalesce(v_of_month, 0), v_unit)) ELSE 0 END,
    -- What of an earlier return is income by now is done with.
    restored_minor = restored_minor - restored_earned_minor + greatest(v_minor, 0), restored_earned_minor = 0, restored_on = p_today
  WHERE account_id = p_loan;
  RETURN v_minor;
END $$;
