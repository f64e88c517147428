-- Ends the day: nobody posts meanwhile. What came since the accrual is accrued now. What should agree has to agree, or the
-- day stays as it is until that is mended.
CREATE OR REPLACE FUNCTION books.day_roll(p_date date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_next date := books.next_business_day(p_date);
  v_total numeric;
  v_broken record;
BEGIN
  PERFORM books.lock_calendar();
  PERFORM books.accrue_interest(p_date, books.accrual_through(p_date));
  SELECT sum(balance_minor) INTO v_total FROM books.balance WHERE currency = 'USD';
  SELECT * INTO v_broken FROM books.reconcile(p_date) WHERE kind = 'control' AND subledger_minor <> ledger_minor ORDER BY 2 LIMIT 1;
  IF v_total <> 0 OR v_broken.ledger_account IS NOT NULL THEN
    PERFORM books.refuse('LB023', format('The day %s can''t end: %s.', p_date, CASE WHEN v_total <> 0
        THEN format('the balances of all accounts sum to %s', v_total)
        ELSE format('ledger account %s stands at %s, the accounts under it at %s', v_broken.ledger_account,
          v_broken.ledger_minor, v_broken.subledger_minor) END),
      jsonb_build_object('businessDate', p_date, 'gl', v_broken.ledger_account));
  END IF;
  PERFORM bank.roll_business_date(v_next);
  RETURN jsonb_build_object('businessDate', v_next);
END $$;
