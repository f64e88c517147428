-- Interest that was reckoned elsewhere up to a day and stands in 2300 already. From the day after it these books reckon.
CREATE OR REPLACE FUNCTION bank.carry_in_interest(p_account uuid, p_through date, p_minor bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_today date;
BEGIN
  PERFORM pg_advisory_xact_lock(books.day_lock());
  v_today := books.hold_business_date();
  IF p_through >= v_today OR p_minor < 0 OR EXISTS (
    SELECT FROM books.interest_position p WHERE p.account_id = p_account) OR NOT EXISTS (
    SELECT FROM books.account a WHERE a.id = p_account AND a.customer_id IS NOT NULL AND a.status = 'open')
  THEN
    PERFORM books.refuse('LB030', 'Interest is carried in once, to an open account of a customer, for days before today.',
      jsonb_build_object('accountId', p_account, 'businessDate', v_today, 'asked', p_through));
  END IF;
  INSERT INTO books.interest_position (account_id, accrued_through, account_version, numerator)
  SELECT p_account, p_through, b.version - (
      SELECT count(*) FROM books.entry e WHERE e.account_id = p_account AND e.stripe = 0 AND e.business_date = v_today),
    p_minor * books.interest_unit()
  FROM books.balance b WHERE b.account_id = p_account AND b.stripe = 0;
  IF p_minor > 0 THEN
    INSERT INTO books.interest_credit (account_id, kind, value_on, booked_on, minor, numerator)
    VALUES (p_account, 'carried-in', p_through, v_today, p_minor, p_minor * books.interest_unit());
  END IF;
END $$;
COMMENT ON FUNCTION bank.carry_in_interest IS
  'Begins the interest of an account after a day, with the cents it was owed by then; they stand in 2300 already.';
GRANT EXECUTE ON FUNCTION bank.carry_in_interest TO bank_operator;
