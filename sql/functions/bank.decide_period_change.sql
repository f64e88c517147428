-- Everything is looked at again, while nobody posts: what is approved is what was shown, or nothing is.
CREATE OR REPLACE FUNCTION bank.decide_period_change(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_change books.period_change;
  v_decided books.period_decision;
BEGIN
  IF (pg_input_is_valid(p ->> 'change', 'uuid') AND p ->> 'decision' IN ('approved', 'rejected')
    AND length(p ->> 'actor') BETWEEN 1 AND 200 AND coalesce(length(p ->> 'note'), 0) <= 500) IS NOT TRUE
  THEN
    PERFORM books.refuse('LB012', 'A decision needs a change, approved or rejected, an actor and perhaps a note of up to 500 characters.');
  END IF;
  PERFORM books.lock_calendar();
  SELECT * INTO v_change FROM books.period_change WHERE id = (p ->> 'change')::uuid;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB028', 'There is no such change of a period.');
  END IF;
  SELECT * INTO v_decided FROM books.period_decision WHERE change_id = v_change.id;
  IF NOT FOUND THEN
    IF v_change.requested_by = p ->> 'actor' THEN
      PERFORM books.refuse('LB025', format('%s asked for this change; another person decides on it.', p ->> 'actor'));
    END IF;
    INSERT INTO books.period_decision (change_id, decision, note, journal_id, decided_by, decided_on)
    SELECT v_change.id, p ->> 'decision', coalesce(p ->> 'note', ''),
      CASE p ->> 'decision' WHEN 'approved' THEN books.change_period(v_change, p ->> 'actor') END, p ->> 'actor', business_date
    FROM books.business_date;
  ELSIF (v_decided.decision, v_decided.decided_by) IS DISTINCT FROM (p ->> 'decision', p ->> 'actor') THEN
    PERFORM books.refuse('LB026', format('The change was %s by %s already.', v_decided.decision, v_decided.decided_by));
  END IF;
  RETURN books.period_change_answer(v_change.id);
END $$;
COMMENT ON FUNCTION bank.decide_period_change IS
  'Approves or rejects a change of a period: {change, decision: approved|rejected, actor, note}. The actor is not the one who '
  'asked; the checklist must be met and the trial balance be the one that was shown.';
GRANT EXECUTE ON FUNCTION bank.decide_period_change TO bank_app, bank_operator;
