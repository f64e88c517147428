-- L01. The account, the loan with its schedule, and the money paid out, all in one. The key is the request's, for good.
CREATE OR REPLACE FUNCTION bank.originate_loan(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_today date;
  v_loan books.loan;
  v_terms books.loan_terms;
  v_product books.product;
  v_principal bigint := (p ->> 'principalMinor')::bigint;
  v_fee bigint := (p ->> 'feeMinor')::bigint;
  v_number text := coalesce(p ->> 'number', nextval('books.loan_number')::text);
BEGIN
  PERFORM pg_advisory_xact_lock_shared(books.day_lock());
  v_today := books.hold_business_date();
  PERFORM books.lock_key('loan:' || (p ->> 'scope'), p ->> 'key');
  SELECT * INTO v_loan FROM books.loan WHERE scope = 'loan:' || (p ->> 'scope') AND key = p ->> 'key';
  IF FOUND THEN
    IF v_loan.request_hash <> p ->> 'requestHash' THEN
      PERFORM books.refuse_key(1, p ->> 'key', p ->> 'requestHash', v_loan.request_hash);
    END IF;
    RETURN jsonb_build_object('id', v_loan.account_id, 'journalId', v_loan.journal_id, 'outcome', 'replayed');
  END IF;
  SELECT * INTO v_terms FROM books.loan_terms WHERE product = p ->> 'product' AND valid_from <= v_today ORDER BY valid_from DESC LIMIT 1;
  PERFORM books.check_new_loan(p, v_terms, v_today);
  PERFORM books.check_loan_counterparty(p -> 'payTo');
  PERFORM books.check_loan_schedule(p);
  SELECT * INTO v_product FROM books.product WHERE code = v_terms.product;
  PERFORM bank.open_account(jsonb_build_object('id', p ->> 'id', 'number', v_number, 'customer', p ->> 'customer',
    'ledgerAccount', v_product.ledger_account, 'product', v_product.code, 'name', coalesce(p ->> 'name', v_product.name),
    'floorMinor', '0'));
  PERFORM books.write_loan(p, v_terms, v_today);
  PERFORM books.post_batch(jsonb_build_object('journals', jsonb_build_array(jsonb_build_object(
    'id', p ->> 'journalId', 'scope', 'loan:' || (p ->> 'scope'), 'key', p ->> 'key', 'requestHash', p ->> 'requestHash',
    'type', 'STANDARD', 'template', 'L01', 'description', 'Loan paid out', 'reference', v_number, 'actor', p ->> 'actor',
    'entries', (
      SELECT jsonb_agg(target || jsonb_build_object('minor', minor::text, 'currency', 'USD') ORDER BY place)
      FROM (VALUES (1, jsonb_build_object('account', p ->> 'id'), v_principal), (2, p -> 'payTo', v_fee - v_principal),
        (3, '{"gl": "1498"}', -v_fee)) line (place, target, minor)
      WHERE minor <> 0)))), false);
  RETURN jsonb_build_object('id', p ->> 'id', 'journalId', p ->> 'journalId', 'outcome', 'posted');
EXCEPTION
  WHEN data_exception OR unique_violation THEN
    PERFORM books.refuse('LB012', format('The loan can''t be read: %s.', SQLERRM));
END $$;
COMMENT ON FUNCTION bank.originate_loan IS
  'Takes id (of the account), number?, customer, product, name?, principalMinor, ratePpm, termMonths, firstDueOn, paymentMinor, '
  'feeMinor, installments [{dueOn, paymentMinor, interestMinor, principalMinor, balanceAfterMinor}], paymentAccount, payTo '
  '({account} or {gl}), journalId, scope, key, requestHash and actor; answers id, journalId and outcome.';
GRANT EXECUTE ON FUNCTION bank.originate_loan TO bank_app, bank_operator;
