CREATE OR REPLACE FUNCTION bank.request_approval(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  c_keeps_days CONSTANT integer := 7;
  v_today date := books.hold_business_date();
  v_id uuid := CASE WHEN pg_input_is_valid(p ->> 'id', 'uuid') THEN (p ->> 'id')::uuid END;
  v_known books.approval;
BEGIN
  IF (v_id IS NOT NULL AND length(p ->> 'key') BETWEEN 1 AND 200 AND length(p ->> 'requestHash') BETWEEN 1 AND 200
    AND length(p ->> 'actorName') BETWEEN 1 AND 200 AND p ->> 'kind' IN ('journal', 'account-limits', 'user-rights') AND jsonb_typeof(p -> 'payload') = 'object'
    AND length(p ->> 'subject') BETWEEN 1 AND 200 AND length(p ->> 'actor') BETWEEN 1 AND 200
    AND length(btrim(p ->> 'reason')) BETWEEN 1 AND 500) IS NOT TRUE
  THEN
    PERFORM books.refuse('LB012', 'An approval needs an id, a key, a request hash, a kind, a subject, a payload, an actor with a name and a reason of up to 500 characters.');
  END IF;
  PERFORM books.lock_key('ask-approval:' || (p ->> 'actor'), p ->> 'key');
  SELECT * INTO v_known FROM books.approval WHERE requested_by = p ->> 'actor' AND key = p ->> 'key';
  IF FOUND AND v_known.request_hash <> p ->> 'requestHash' THEN
    PERFORM books.refuse_key(1, p ->> 'key', p ->> 'requestHash', v_known.request_hash);
  ELSIF FOUND THEN
    RETURN books.approval_answer(v_known.id);
  END IF;
  INSERT INTO books.approval (id, kind, subject, reason, payload, effect, requested_by, requested_name, requested_on,
    expires_on, key, request_hash)
  VALUES (v_id, p ->> 'kind', p ->> 'subject', btrim(p ->> 'reason'), p -> 'payload', coalesce(books.approval_effect(v_id, p), '[]'),
    p ->> 'actor', p ->> 'actorName', v_today, v_today + c_keeps_days, p ->> 'key', p ->> 'requestHash');
  RETURN books.approval_answer(v_id);
END $$;
COMMENT ON FUNCTION bank.request_approval IS
  'Asks for what another person has to approve: {id, key, requestHash, kind: journal|account-limits|user-rights, subject, payload, reason, actor, actorName, '
  'effect of user-rights}. A journal is one of bank.post_journals without id, scope, key, requestHash and actor; limits are what '
  'bank.set_account_limits takes. What could not be carried out now is refused. The same key of the same actor answers the same approval.';
GRANT EXECUTE ON FUNCTION bank.request_approval TO bank_app, bank_operator;
