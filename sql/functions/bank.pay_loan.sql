-- Locks in this order: who ends days, the business date, the key, the loan, balances. No day's step for loans runs while a
-- payment is under way. A loan whose interest is behind the day before (a day that began a month) is brought up to it first.
CREATE OR REPLACE FUNCTION bank.pay_loan(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_today date;
  v_loan uuid := (p ->> 'loan')::uuid;
  v_payment books.loan_payment;
  v_settlement books.loan_settlement;
  v_accrued jsonb;
  v_position jsonb;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(books.day_lock());
  v_today := books.hold_business_date();
  IF (p ->> 'kind' IN ('payment', 'principal', 'payoff') AND length(p ->> 'scope') BETWEEN 1 AND 190
    AND length(p ->> 'key') BETWEEN 1 AND 200 AND (p ->> 'minor' ~ '^[1-9][0-9]{0,13}$' OR p ->> 'kind' = 'payoff')) IS NOT TRUE
  THEN
    PERFORM books.refuse('LB012', 'A payment needs a kind (payment, principal or payoff), an amount above zero, a scope and a key.');
  END IF;
  PERFORM books.lock_key('loan:' || (p ->> 'scope'), p ->> 'key');
  SELECT * INTO v_payment FROM books.loan_payment WHERE scope = 'loan:' || (p ->> 'scope') AND key = p ->> 'key';
  IF FOUND THEN
    IF v_payment.request_hash <> p ->> 'requestHash' THEN
      PERFORM books.refuse_key(1, p ->> 'key', p ->> 'requestHash', v_payment.request_hash);
    END IF;
    RETURN books.loan_payment_answer(v_payment, 'replayed');
  END IF;
  PERFORM books.check_loan_counterparty(p -> 'from');
  PERFORM FROM books.loan WHERE account_id = v_loan FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB035', format('Loan %s does not exist.', v_loan), jsonb_build_object('loanId', v_loan));
  END IF;
  v_accrued := books.accrue_loans(ARRAY[v_loan], v_today - 1, format('%s %s', v_today, v_loan));
  SELECT to_jsonb(stands) INTO v_position FROM books.loan_positions(ARRAY[v_loan], v_today) stands;
  PERFORM books.check_loan_payment(p, v_position);
  v_settlement := books.settle_loan(p, v_position);
  PERFORM books.post_batch(jsonb_build_object('journals', (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', books.uuid_v7(), 'requestHash', p ->> 'requestHash', 'type', 'STANDARD',
      'actor', p ->> 'actor') || journal), '[]') FROM jsonb_array_elements(v_accrued) journal
  ) || jsonb_build_array(books.loan_payment_journal(v_settlement))), false);
  PERFORM books.write_loan_payments(ARRAY[v_settlement], v_today);
  SELECT * INTO v_payment FROM books.loan_payment WHERE journal_id = v_settlement.journal_id;
  RETURN books.loan_payment_answer(v_payment, 'posted');
EXCEPTION
  WHEN data_exception THEN
    PERFORM books.refuse('LB012', format('The payment can''t be read: %s.', SQLERRM));
END $$;
COMMENT ON FUNCTION bank.pay_loan IS
  'Takes id (of the journal), loan, from ({account} or {gl}), kind (payment, principal, payoff), minor (text; all that is owed '
  'where a payoff names none), scope, key, requestHash and actor; answers what the payment paid. Interest first, then '
  'principal that is due, then late fees, then more principal.';
GRANT EXECUTE ON FUNCTION bank.pay_loan TO bank_app, bank_operator;
