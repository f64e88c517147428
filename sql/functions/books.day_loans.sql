-- The loans at the end of a day: interest of days that were missed, installments that are due, late fees, loans that earn no
-- more, interest of today and of the days without business behind it, and at the end of months and quarters what is lost.
CREATE OR REPLACE FUNCTION books.day_loans(p_date date)
RETURNS jsonb LANGUAGE plpgsql SET jit = false AS $$
DECLARE
  v_next date := books.next_business_day(p_date);
  v_through date := least(v_next - 1, books.month_end(p_date));
  v_result jsonb;
BEGIN
  PERFORM books.hold_business_date();
  PERFORM books.lock_balances(books.loan_day_accounts(p_date));
  PERFORM books.post_loan_journals(books.accrue_loans(NULL, p_date - 1, format('%s before', p_date)));
  v_result := books.collect_loans(p_date);
  v_result := v_result || jsonb_build_object('lateFees', books.charge_late_fees(p_date),
    'nonaccrual', books.stop_loan_accruals(p_date));
  PERFORM books.post_loan_journals(books.accrue_loans(NULL, v_through, p_date::text));
  v_result := v_result || jsonb_build_object('accruedThrough', v_through);
  IF date_trunc('month', v_next::timestamp) <> date_trunc('month', p_date::timestamp) THEN
    v_result := v_result || jsonb_build_object('chargedOff', books.charge_off_loans(p_date));
    IF extract(month FROM p_date)::integer % 3 = 0 AND NOT EXISTS (SELECT FROM books.loan_allowance WHERE business_date = p_date) THEN
      v_result := v_result || jsonb_build_object('provisionMinor', books.provide_for_loans(p_date)::text);
    END IF;
  END IF;
  RETURN v_result;
END $$;
