CREATE OR REPLACE FUNCTION bank.trial_balance(p_as_of date)
RETURNS TABLE (
  ledger_account text, name text, class text, normal_side text, debit_minor text, credit_minor text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM books.reached_date(p_as_of, p_as_of);
  RETURN QUERY
  SELECT l.code, l.name, l.class, l.normal_side,
    greatest(balance.balance_minor, 0)::text, greatest(-balance.balance_minor, 0)::text
  FROM books.ledger_balances(p_as_of) balance JOIN books.ledger_account l USING (code)
  ORDER BY l.code;
END $$;
COMMENT ON FUNCTION bank.trial_balance IS
  'Closing balance of every ledger account with entries, in US dollars, on the side it falls on, at a day up to the '
  'business date. Nominal accounts count from 1 January; closing entries are entries like any other; an unclosed earlier '
  'year shows in 3040.';
GRANT EXECUTE ON FUNCTION bank.trial_balance TO bank_app, bank_operator;
