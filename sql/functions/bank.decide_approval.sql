-- Carried out in the transaction of the decision, under every rule of the books as they are now: there is no approval that
-- was not carried out, and nothing carried out that was not approved.
CREATE OR REPLACE FUNCTION bank.decide_approval(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_today date;
  v_approval books.approval;
  v_decided books.approval_decision;
BEGIN
  IF (pg_input_is_valid(p ->> 'approval', 'uuid') AND p ->> 'decision' IN ('approved', 'rejected', 'withdrawn')
    AND length(p ->> 'actor') BETWEEN 1 AND 200 AND length(p ->> 'actorName') BETWEEN 1 AND 200 AND coalesce(length(p ->> 'note'), 0) <= 500) IS NOT TRUE
  THEN
    PERFORM books.refuse('LB012', 'A decision needs an approval, approved, rejected or withdrawn, an actor with a name and perhaps a note of up to 500 characters.');
  END IF;
  -- Not the key of its journal, which is taken after the balances.
  PERFORM books.lock_key('decide-approval', p ->> 'approval');
  v_today := books.hold_business_date();
  SELECT * INTO v_approval FROM books.approval WHERE id = (p ->> 'approval')::uuid;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB051', 'There is no such approval.');
  END IF;
  SELECT * INTO v_decided FROM books.approval_decision WHERE approval_id = v_approval.id;
  IF FOUND THEN
    PERFORM books.check_repeated_decision(v_approval, v_decided, p, v_today);
    RETURN books.approval_answer(v_approval.id);
  ELSIF (p ->> 'decision' = 'withdrawn') <> (v_approval.requested_by = p ->> 'actor') THEN
    PERFORM books.refuse('LB025', format('%s asked for this and can withdraw it; another person approves or rejects it.', v_approval.requested_name));
  ELSIF p ->> 'decision' = 'approved' AND v_approval.payload ->> 'subject' = p ->> 'actor' THEN
    PERFORM books.refuse('LB025', 'These are your own rights; another person approves them.');
  ELSIF v_approval.expires_on < v_today THEN
    PERFORM books.refuse('LB052', format('This was asked for on %s and could be decided on until %s. Ask again.',
      v_approval.requested_on, v_approval.expires_on));
  END IF;
  INSERT INTO books.approval_decision (approval_id, decision, note, journal_id, decided_by, decided_name, decided_on)
  VALUES (v_approval.id, p ->> 'decision', coalesce(btrim(p ->> 'note'), ''),
    CASE p ->> 'decision' WHEN 'approved' THEN books.carry_out_approval(v_approval) END, p ->> 'actor',
    p ->> 'actorName', v_today);
  RETURN books.approval_answer(v_approval.id);
END $$;
COMMENT ON FUNCTION bank.decide_approval IS
  'Approves, rejects or withdraws: {approval, decision: approved|rejected|withdrawn, actor, actorName, note}. Who asked can only withdraw. '
  'A journal is posted and limits are set here; the rights of a user are changed by the caller, who says so to bank.note_carried_out.';
GRANT EXECUTE ON FUNCTION bank.decide_approval TO bank_app, bank_operator;
