-- Journals are marked by how far the relay has come. Never backwards, and never past one that was not named.
CREATE OR REPLACE FUNCTION bank.mark_outbox_sent(p_sequences jsonb)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_sent bigint;
  v_named bigint[];
  v_missed bigint;
  v_marked integer;
BEGIN
  IF jsonb_path_exists(p_sequences, '$[*] ? (!(@ like_regex "^[je][0-9]{1,18}$"))') OR jsonb_typeof(p_sequences) <> 'array' THEN
    PERFORM books.refuse('LB012', 'Events are named by the sequences bank.take_outbox gave them.');
  END IF;
  SELECT journal_sequence INTO v_sent FROM ops.relay FOR UPDATE;
  SELECT array_agg(j.sequence) INTO v_named
  FROM jsonb_array_elements_text(p_sequences) name JOIN books.journal j ON j.sequence = substr(name, 2)::bigint
  WHERE name LIKE 'j%' AND j.sequence > v_sent;
  SELECT min(sequence) INTO v_missed
  FROM books.journal
  WHERE sequence > v_sent AND sequence <= (SELECT max(named) FROM unnest(v_named) named) AND sequence <> ALL (v_named);
  UPDATE ops.relay SET journal_sequence = named.last
  FROM (SELECT max(n) AS last FROM unnest(v_named) n WHERE v_missed IS NULL OR n < v_missed) named
  WHERE named.last IS NOT NULL;

  UPDATE ops.outbox SET sent_at = clock_timestamp()
  WHERE sent_at IS NULL
    AND sequence IN (SELECT substr(name, 2)::bigint FROM jsonb_array_elements_text(p_sequences) name WHERE name LIKE 'e%');
  GET DIAGNOSTICS v_marked = ROW_COUNT;
  RETURN v_marked + (SELECT count(*) FROM unnest(v_named) n WHERE v_missed IS NULL OR n < v_missed);
END $$;
COMMENT ON FUNCTION bank.mark_outbox_sent IS
  'Takes a JSON array of sequences, because the Data API has no array parameters; answers how many were marked.';
GRANT EXECUTE ON FUNCTION bank.mark_outbox_sent TO bank_app;
