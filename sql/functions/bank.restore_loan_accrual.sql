-- A nonaccrual loan earns in the books again once nothing of it is due and unpaid and the bank expects to be paid the rest,
-- which somebody has to say and answer for (glossary of the Call Report, nonaccrual status). Interest that it owes and the books
-- never showed is receivable again, and income only over the rest of the term: what was paid as principal stays principal.
CREATE OR REPLACE FUNCTION bank.restore_loan_accrual(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_today date;
  v_scope text := 'loan:' || (p ->> 'scope');
  v_event books.loan_event;
  v_loan uuid;
  v_position record;
  v_minor bigint;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(books.day_lock());
  v_today := books.hold_business_date();
  IF (pg_input_is_valid(p ->> 'id', 'uuid') AND pg_input_is_valid(p ->> 'loan', 'uuid') AND length(btrim(p ->> 'reason')) BETWEEN 1 AND 500
    AND length(p ->> 'scope') BETWEEN 1 AND 190 AND length(p ->> 'key') BETWEEN 1 AND 200
    AND length(p ->> 'requestHash') BETWEEN 1 AND 200) IS NOT TRUE
  THEN
    PERFORM books.refuse('LB012', 'Returning a loan to accrual needs an id, the loan, a reason of up to 500 characters, a scope and a key.');
  END IF;
  PERFORM books.lock_key(v_scope, p ->> 'key');
  SELECT * INTO v_event FROM books.loan_event WHERE scope = v_scope AND key = p ->> 'key';
  IF FOUND THEN
    IF v_event.request_hash <> p ->> 'requestHash' THEN
      PERFORM books.refuse_key(1, p ->> 'key', p ->> 'requestHash', v_event.request_hash);
    END IF;
    RETURN jsonb_build_object('outcome', 'replayed', 'restoredMinor', v_event.amount_minor::text);
  END IF;
  SELECT account_id INTO v_loan FROM books.loan WHERE account_id = (p ->> 'loan')::uuid FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB035', format('Loan %s does not exist.', p ->> 'loan'), jsonb_build_object('loanId', p ->> 'loan'));
  END IF;
  -- Nothing is booked for it: a nonaccrual loan has no accruals. What it brings is what it owes through yesterday.
  PERFORM books.accrue_loans(ARRAY[v_loan], v_today - 1, format('%s %s', v_today, p ->> 'id'))
  FROM books.loan WHERE account_id = v_loan AND status = 'nonaccrual';
  SELECT * INTO v_position FROM books.loan_positions(ARRAY[v_loan], v_today);
  IF v_position.status <> 'nonaccrual' THEN
    PERFORM books.refuse('LB033', format('The loan is %s; only a nonaccrual loan returns to accrual.', v_position.status),
      jsonb_build_object('loanId', v_loan, 'rule', 'nonaccrual'));
  ELSIF v_position.due_minor > 0 THEN
    PERFORM books.refuse('LB033', format('%s is due and unpaid; a loan returns to accrual once nothing is.',
      books.money_text(v_position.due_minor, 'USD')),
      jsonb_build_object('loanId', v_loan, 'rule', 'nothing-due', 'dueMinor', v_position.due_minor::text));
  END IF;
  v_minor := books.resume_loan_accrual(v_loan, p, v_today);
  INSERT INTO books.loan_event (account_id, kind, business_date, amount_minor, journal_id, actor, note, scope, key, request_hash)
  VALUES (v_loan, 'accrual', v_today, greatest(v_minor, 0), CASE WHEN v_minor <> 0 THEN (p ->> 'id')::uuid END, p ->> 'actor',
    btrim(p ->> 'reason'), v_scope, p ->> 'key', p ->> 'requestHash');
  RETURN jsonb_build_object('outcome', 'posted', 'restoredMinor', greatest(v_minor, 0)::text);
END $$;
COMMENT ON FUNCTION bank.restore_loan_accrual IS
  'Takes id (of the journal), loan, reason (why the rest is expected to be paid), scope, key, requestHash and actor; answers outcome '
  '(posted, replayed) and restoredMinor: interest that is receivable again.';
GRANT EXECUTE ON FUNCTION bank.restore_loan_accrual TO bank_app, bank_operator;
