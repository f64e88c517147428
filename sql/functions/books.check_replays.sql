-- A key that was used before must come with the request it was used for.
CREATE OR REPLACE FUNCTION books.check_replays(p_journals books.journal_draft[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_clash record;
BEGIN
  SELECT draft.ord, draft.key, draft.request_hash, used.request_hash AS used_hash INTO v_clash
  FROM unnest(p_journals) draft
  JOIN books.idempotency used ON used.scope = draft.scope AND used.key = draft.key
  WHERE used.request_hash <> draft.request_hash
  ORDER BY draft.ord LIMIT 1;
  IF FOUND THEN
    PERFORM books.refuse('LB008', 'Something else was posted under this key already; nothing was posted now.',
      jsonb_build_object('journal', v_clash.ord - 1, 'key', v_clash.key,
        'requestHash', v_clash.request_hash, 'usedHash', v_clash.used_hash));
  END IF;
END $$;
