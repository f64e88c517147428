-- Under the lock of its balance, so that no posting slips in between the look and the close. Those who end days are kept
-- out first: closing settles what is left of the account's interest.
CREATE OR REPLACE FUNCTION bank.close_account(p_account uuid)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_today date;
  v_balance bigint;
  v_held bigint;
  v_owed bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(books.day_lock());
  v_today := books.hold_business_date();
  PERFORM books.refuse_interest_ahead(v_today);
  PERFORM books.accrue_interest(v_today, v_today - 1);
  SELECT b.balance_minor, b.held_minor INTO v_balance, v_held
  FROM books.balance b JOIN books.account a ON a.id = b.account_id
  WHERE b.account_id = p_account AND a.customer_id IS NOT NULL
  FOR NO KEY UPDATE OF b;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB002', format('Account %s does not exist.', p_account),
      jsonb_build_object('accountId', p_account));
  ELSIF v_balance <> 0 OR v_held <> 0 THEN
    PERFORM books.refuse('LB004', 'Only an account with a balance of zero and no holds can be closed.',
      jsonb_build_object('accountId', p_account));
  END IF;
  SELECT books.half_up(numerator, books.interest_unit()) INTO v_owed FROM books.interest_position WHERE account_id = p_account;
  IF v_owed > 0 THEN
    PERFORM books.refuse('LB030', format('The account has earned %s that was not paid yet; pay it by bank.pay_interest first.',
      books.money_text(v_owed, 'USD')), jsonb_build_object('accountId', p_account, 'interestMinor', v_owed::text));
  END IF;
  -- With what came late and would be charged, or given back, at the end of the day.
  SELECT books.half_up(p.numerator + coalesce((
    SELECT sum(r.numerator) FROM books.reckon_overdrafts(v_today - 1) r WHERE r.account_id = p_account), 0), books.interest_unit())
  INTO v_owed FROM books.overdraft_position p WHERE p.account_id = p_account;
  IF v_owed > 0 THEN
    PERFORM books.refuse('LB030', format('The account owes %s of interest on its overdraft; pay it in, and close once a day has ended.',
      books.money_text(v_owed, 'USD')), jsonb_build_object('accountId', p_account, 'interestMinor', v_owed::text));
  ELSIF v_owed < 0 THEN
    PERFORM books.refuse('LB030', format('%s of interest on its overdraft will be given back when the day ends; close it after that.',
      books.money_text(-v_owed, 'USD')), jsonb_build_object('accountId', p_account, 'interestMinor', v_owed::text));
  END IF;
  PERFORM books.end_accounts(ARRAY[p_account], v_today);
END $$;
COMMENT ON FUNCTION bank.close_account IS
  'Closes a customer''s account, which must stand at zero with its interest paid. It keeps its history.';
GRANT EXECUTE ON FUNCTION bank.close_account TO bank_operator;
