CREATE OR REPLACE FUNCTION bank.request_period_change(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_month date;
  v_change books.period_change;
  v_draft text;
BEGIN
  IF (
    pg_input_is_valid(p ->> 'id', 'uuid') AND p ->> 'action' IN ('soft-close', 'hard-close', 'reopen', 'close-year', 'reopen-year')
    AND p ->> 'month' ~ '^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$' AND length(p ->> 'actor') BETWEEN 1 AND 200
    AND length(btrim(p ->> 'reason')) BETWEEN CASE WHEN p ->> 'action' LIKE 'reopen%' THEN 1 ELSE 0 END AND 500
    AND (p ->> 'action' NOT LIKE '%-year' OR p ->> 'month' LIKE '%-12')
  ) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'A change of a period needs an id, an action, a month such as 2026-09 (of a year its December), '
      'an actor and, to reopen, a reason of up to 500 characters.');
  END IF;
  v_month := (p ->> 'month' || '-01')::date;
  SELECT * INTO v_change FROM books.period_change WHERE id = (p ->> 'id')::uuid;
  IF FOUND THEN
    RETURN books.period_change_answer(v_change.id);
  ELSIF NOT EXISTS (SELECT FROM books.period WHERE month = v_month) THEN
    PERFORM books.refuse('LB009', format('The period %s is not opened yet.', p ->> 'month'), jsonb_build_object('month', v_month));
  END IF;
  v_draft := books.draft_trial_balance(least(books.month_end(v_month), v_today));
  INSERT INTO books.period_change (
    id, action, month, reason, checklist, effect, trial_balance, sha256, as_of_sequence, requested_by, requested_on
  )
  VALUES (
    (p ->> 'id')::uuid, p ->> 'action', v_month, coalesce(btrim(p ->> 'reason'), ''), books.period_checklist(p ->> 'action', v_month),
    books.period_effect(p ->> 'action', v_month), v_draft, encode(sha256(convert_to(v_draft, 'UTF8')), 'hex'),
    (SELECT coalesce(max(sequence), 0) FROM books.journal), p ->> 'actor', v_today
  )
  ON CONFLICT DO NOTHING;
  RETURN books.period_change_answer((p ->> 'id')::uuid);
END $$;
COMMENT ON FUNCTION bank.request_period_change IS
  'Asks for a change of a period: {id, action: soft-close|hard-close|reopen|close-year|reopen-year, month: 2026-09, reason, actor}. '
  'Answers the change with its checklist, the lines it would post and the hash of the trial balance. It changes nothing yet; '
  'the same id answers the same change.';
GRANT EXECUTE ON FUNCTION bank.request_period_change TO bank_app, bank_operator;
