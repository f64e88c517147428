-- Money out of a certificate before its term ends: the penalty (D06) and the payment are posted together or not at all. All
-- of it ends the certificate: what it has earned is credited first and paid with it. The key is used once.
CREATE OR REPLACE FUNCTION bank.withdraw_certificate(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_account uuid := (p ->> 'account')::uuid;
  v_to uuid := (p ->> 'to')::uuid;
  v_today date;
  v_earlier books.certificate_withdrawal;
  v_quote jsonb;
  v_interest bigint := 0;
BEGIN
  IF (p ->> 'dryRun')::boolean THEN
    SELECT business_date INTO v_today FROM books.business_date;
    v_quote := books.certificate_quote(v_account, (p ->> 'minor')::bigint, v_today);
    IF v_to IS NOT NULL THEN
      PERFORM books.refuse_interest_ahead(v_today);
      PERFORM books.check_withdrawal(v_account, v_to, p || '{"key": "dry-run"}', v_quote, v_today);
    END IF;
    RETURN v_quote;
  END IF;
  PERFORM pg_advisory_xact_lock(books.day_lock());
  v_today := books.hold_business_date();
  SELECT * INTO v_earlier FROM books.certificate_withdrawal WHERE key = p ->> 'key';
  IF FOUND THEN
    IF (v_earlier.account_id, v_earlier.paid_to) <> (v_account, v_to) OR v_earlier.request_hash IS DISTINCT FROM p ->> 'requestHash'
      OR v_earlier.amount_minor <> (p ->> 'minor')::bigint
    THEN
      PERFORM books.refuse('LB008', format('The key %s was used for another withdrawal.', p ->> 'key'));
    END IF;
    RETURN jsonb_build_object('outcome', 'replayed', 'amountMinor', v_earlier.amount_minor::text,
      'penaltyMinor', v_earlier.penalty_minor::text, 'interestMinor', v_earlier.interest_minor::text);
  END IF;
  PERFORM books.refuse_interest_ahead(v_today);
  PERFORM books.accrue_interest(v_today, v_today - 1);
  v_quote := books.certificate_quote(v_account, (p ->> 'minor')::bigint, v_today);
  IF v_quote ->> 'penaltyMinor' <> p ->> 'penaltyMinor' THEN
    PERFORM books.refuse('LB032', format('This costs a penalty of %s today, not %s; look at it again.',
      books.money_text((v_quote ->> 'penaltyMinor')::bigint, 'USD'), books.money_text((p ->> 'penaltyMinor')::bigint, 'USD')),
      jsonb_build_object('accountId', v_account, 'penaltyMinor', v_quote -> 'penaltyMinor'));
  END IF;
  PERFORM books.check_withdrawal(v_account, v_to, p, v_quote, v_today);
  IF (v_quote ->> 'isAll')::boolean THEN
    v_interest := (books.credit_interest(v_today, v_today, ARRAY[v_account]) ->> 'minor')::bigint;
  END IF;
  PERFORM books.post_withdrawal(v_account, v_to, p, v_quote);
  INSERT INTO books.certificate_withdrawal (key, account_id, paid_to, booked_on, amount_minor, penalty_minor, expense_reduced_minor,
    interest_minor, actor, request_hash)
  VALUES (p ->> 'key', v_account, v_to, v_today, (v_quote ->> 'amountMinor')::bigint, (v_quote ->> 'penaltyMinor')::bigint,
    (v_quote ->> 'expenseReducedMinor')::bigint, v_interest, coalesce(p ->> 'actor', 'bank'), p ->> 'requestHash');
  IF (v_quote ->> 'isAll')::boolean THEN
    PERFORM books.accrue_interest(v_today, v_today - 1);
    PERFORM books.end_accounts(ARRAY[v_account], v_today);
  END IF;
  RETURN jsonb_build_object('outcome', 'posted', 'amountMinor', v_quote -> 'amountMinor', 'penaltyMinor', v_quote -> 'penaltyMinor',
    'interestMinor', v_interest::text);
END $$;
COMMENT ON FUNCTION bank.withdraw_certificate IS
  'Takes account, to (another account of the customer), key, requestHash, actor and perhaps minor (text; all of it unless given) and '
  'penaltyMinor (text; what was shown, and is insisted on). With dryRun it is refused alike and only answers what it would cost: '
  'amountMinor, penaltyMinor, penaltyDays, interestMinor.';
GRANT EXECUTE ON FUNCTION bank.withdraw_certificate TO bank_app, bank_operator;
