-- Takes back the last payment of a loan: the money returns to where it came from, and the loan stands as if the payment had
-- never come, with the interest that its principal would have borne since. Locks as bank.pay_loan does.
CREATE OR REPLACE FUNCTION bank.reverse_loan_payment(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_today date;
  v_scope text := 'loan:' || (p ->> 'scope');
  v_back books.loan_payment_reversal;
  v_payment books.loan_payment;
  v_accrued jsonb;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(books.day_lock());
  v_today := books.hold_business_date();
  IF (pg_input_is_valid(p ->> 'id', 'uuid') AND pg_input_is_valid(p ->> 'payment', 'uuid')
    AND length(btrim(p ->> 'reason')) BETWEEN 1 AND 140 AND length(p ->> 'scope') BETWEEN 1 AND 190
    AND length(p ->> 'key') BETWEEN 1 AND 200 AND length(p ->> 'requestHash') BETWEEN 1 AND 200) IS NOT TRUE
  THEN
    PERFORM books.refuse('LB012', 'Taking a payment back needs an id, the payment, a reason of up to 140 characters, a scope and a key.');
  END IF;
  PERFORM books.lock_key(v_scope, p ->> 'key');
  SELECT * INTO v_back FROM books.loan_payment_reversal WHERE scope = v_scope AND key = p ->> 'key';
  IF FOUND THEN
    IF v_back.request_hash <> p ->> 'requestHash' THEN
      PERFORM books.refuse_key(1, p ->> 'key', p ->> 'requestHash', v_back.request_hash);
    END IF;
    RETURN jsonb_build_object('outcome', 'replayed', 'journalId', v_back.journal_id);
  END IF;
  SELECT * INTO v_payment FROM books.loan_payment WHERE id = (p ->> 'payment')::uuid;
  PERFORM FROM books.loan WHERE account_id = v_payment.account_id FOR NO KEY UPDATE;
  PERFORM books.check_payment_reversal(p, v_payment);
  v_accrued := books.accrue_loans(ARRAY[v_payment.account_id], v_today - 1, format('%s %s', v_today, p ->> 'id'));
  PERFORM books.post_batch(jsonb_build_object('journals', (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', books.uuid_v7(), 'requestHash', p ->> 'requestHash', 'type', 'STANDARD',
      'actor', p ->> 'actor') || journal), '[]')
    FROM jsonb_array_elements(v_accrued || books.restore_loan(v_payment, v_today)) journal
  ) || jsonb_build_array(jsonb_build_object('id', p ->> 'id', 'scope', v_scope, 'key', p ->> 'key', 'requestHash', p ->> 'requestHash',
    'type', 'REVERSAL', 'reversesId', v_payment.journal_id, 'template', 'L03', 'description', 'Loan payment taken back',
    'reference', p ->> 'reason', 'actor', p ->> 'actor', 'entries', (
      SELECT jsonb_agg(jsonb_build_object('account', e.account_id, 'minor', (-e.amount_minor)::text, 'currency', e.currency) ORDER BY e.line_no)
      FROM books.journal j JOIN books.entry e ON e.journal_sequence = j.sequence WHERE j.id = v_payment.journal_id)))), false);
  INSERT INTO books.loan_payment_reversal (
    payment_id, account_id, journal_id, reason, business_date, recorded_at, actor, scope, key, request_hash)
  VALUES (v_payment.id, v_payment.account_id, (p ->> 'id')::uuid, p ->> 'reason', v_today,
    date_trunc('milliseconds', clock_timestamp()), p ->> 'actor', v_scope, p ->> 'key', p ->> 'requestHash');
  RETURN jsonb_build_object('outcome', 'posted', 'journalId', p ->> 'id');
END $$;
COMMENT ON FUNCTION bank.reverse_loan_payment IS
  'Takes id (of the journal), payment (the last one of its loan that was not taken back), reason, scope, key, requestHash and '
  'actor; answers outcome (posted, replayed) and journalId.';
GRANT EXECUTE ON FUNCTION bank.reverse_loan_payment TO bank_app, bank_operator;
