-- Before an account is closed in the middle of a month: what it has earned up to yesterday is credited today.
CREATE OR REPLACE FUNCTION bank.pay_interest(p_account uuid)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_today date;
  v_result jsonb;
BEGIN
  PERFORM pg_advisory_xact_lock(books.day_lock());
  v_today := books.hold_business_date();
  IF NOT EXISTS (SELECT FROM books.account WHERE id = p_account AND customer_id IS NOT NULL) THEN
    PERFORM books.refuse('LB002', format('Account %s does not exist.', p_account), jsonb_build_object('accountId', p_account));
  ELSIF NOT EXISTS (SELECT FROM books.account WHERE id = p_account AND status = 'open') THEN
    PERFORM books.refuse('LB004', 'The account is closed.', jsonb_build_object('accountId', p_account));
  END IF;
  PERFORM books.refuse_interest_ahead(v_today);
  PERFORM books.accrue_interest(v_today, v_today - 1);
  v_result := books.credit_interest(v_today, v_today, ARRAY[p_account]);
  RETURN jsonb_build_object('minor', v_result ->> 'minor');
END $$;
COMMENT ON FUNCTION bank.pay_interest IS
  'Credits to a customer''s account what it has earned up to yesterday: {minor}. Once a day; what is less than half a cent stays.';
GRANT EXECUTE ON FUNCTION bank.pay_interest TO bank_operator;
