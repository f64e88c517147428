-- Says which of the unique things about a journal was there already: its reversal, its key, or else its id.
CREATE OR REPLACE FUNCTION books.refuse_duplicate(p_journals books.journal_draft[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_clash record;
BEGIN
  SELECT draft.reverses_id INTO v_clash
  FROM unnest(p_journals) draft JOIN books.journal j ON j.reverses_id = draft.reverses_id AND j.id <> draft.id
  LIMIT 1;
  IF FOUND THEN
    PERFORM books.refuse_reversal(v_clash.reverses_id, 'is reversed already');
  END IF;
  SELECT draft.ord, draft.key, draft.request_hash, j.request_hash AS used_hash INTO v_clash
  FROM unnest(p_journals) draft JOIN books.journal j ON j.scope = draft.scope AND j.key = draft.key AND j.id <> draft.id
  LIMIT 1;
  IF FOUND THEN
    PERFORM books.refuse_key(v_clash.ord, v_clash.key, v_clash.request_hash, v_clash.used_hash);
  END IF;
  PERFORM books.refuse('LB012', 'A journal id was used before.');
END $$;
