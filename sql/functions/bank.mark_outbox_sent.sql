CREATE OR REPLACE FUNCTION bank.mark_outbox_sent(p_sequences jsonb)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_marked integer;
BEGIN
  UPDATE ops.outbox SET sent_at = clock_timestamp()
  WHERE sent_at IS NULL AND sequence IN (SELECT jsonb_array_elements_text(p_sequences)::bigint);
  GET DIAGNOSTICS v_marked = ROW_COUNT;
  RETURN v_marked;
END $$;
COMMENT ON FUNCTION bank.mark_outbox_sent IS
  'Takes a JSON array of sequences, because the Data API has no array parameters; answers how many were marked.';
GRANT EXECUTE ON FUNCTION bank.mark_outbox_sent TO bank_app;
