-- A key that was used before must come with the request it was used for, be it in the books or earlier in the batch.
CREATE OR REPLACE FUNCTION books.check_replays(p_journals books.journal_draft[], p_fresh integer[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_clash record;
BEGIN
  SELECT again.ord, again.key, again.request_hash, coalesce(used.request_hash, first_use.request_hash) AS used_hash
  INTO v_clash
  FROM unnest(p_journals) again
  LEFT JOIN books.journal used ON used.scope = again.scope AND used.key = again.key
  LEFT JOIN unnest(p_journals) first_use
    ON first_use.scope = again.scope AND first_use.key = again.key AND first_use.ord = ANY (p_fresh)
  WHERE again.ord <> ALL (p_fresh) AND coalesce(used.request_hash, first_use.request_hash) <> again.request_hash
  ORDER BY again.ord LIMIT 1;
  IF FOUND THEN
    PERFORM books.refuse_key(v_clash.ord, v_clash.key, v_clash.request_hash, v_clash.used_hash);
  END IF;
END $$;
