-- Carries out an approved change: what is not met, or has moved since it was shown, is refused. Answers the journal it
-- posted. Called under the exclusive calendar lock.
CREATE OR REPLACE FUNCTION books.change_period(p_change books.period_change, p_actor text)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  c_keeps_days CONSTANT integer := 5;
  v_today date := (SELECT business_date FROM books.business_date);
  v_failed jsonb := jsonb_path_query_array(books.period_checklist(p_change.action, p_change.month), '$[*] ? (@.ok == false)');
  v_journal uuid;
  v_state text;
BEGIN
  IF jsonb_array_length(v_failed) > 0 THEN
    PERFORM books.refuse('LB027', format('The period can''t change yet: %s.', v_failed #>> '{0,detail}'), jsonb_build_object('check', v_failed #>> '{0,check}'));
  ELSIF books.draft_trial_balance(least(books.month_end(p_change.month), v_today)) <> p_change.trial_balance THEN
    PERFORM books.refuse('LB026', 'The books have moved since this change was asked for. Ask for it again and look at the new trial balance.');
  ELSIF (SELECT count(*) FROM generate_series(p_change.requested_on + 1, v_today, '1 day') day WHERE books.is_business_day(day::date)) > c_keeps_days THEN
    PERFORM books.refuse('LB026', format('This change was asked for on %s; a request holds for %s business days. Ask again.', p_change.requested_on, c_keeps_days));
  END IF;
  IF p_change.action LIKE '%-year' THEN
    IF p_change.action = 'reopen-year' THEN
      UPDATE books.period SET state = 'SOFT_CLOSED', changed_at = clock_timestamp() WHERE month = p_change.month;
    END IF;
    RETURN books.post_year_change(p_change, p_actor);
  END IF;
  SELECT CASE p_change.action WHEN 'soft-close' THEN 'SOFT_CLOSED' WHEN 'hard-close' THEN 'HARD_CLOSED'
    ELSE CASE state WHEN 'HARD_CLOSED' THEN 'SOFT_CLOSED' ELSE 'OPEN' END END
  INTO v_state FROM books.period WHERE month = p_change.month;
  UPDATE books.period SET state = v_state, changed_at = clock_timestamp() WHERE month = p_change.month;
  RETURN v_journal;
END $$;
