-- Posts a batch of journals: all of them or none, in one call. Every table is reached by key, and the settings say so:
-- sessions keep the plans they made when the tables were small. Who waits for a lock gives up before the caller does,
-- which has 29 seconds.
CREATE OR REPLACE FUNCTION bank.post_journals(p_batch jsonb)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET jit = false SET lock_timeout = '10s'
SET enable_seqscan = false SET enable_hashjoin = false SET enable_mergejoin = false SET enable_material = false AS $$
DECLARE
  v_answer json;
BEGIN
  PERFORM books.check_scopes(p_batch);
  v_answer := books.post_batch(p_batch, true);
  IF p_batch ->> 'preview' IS NOT NULL THEN
    PERFORM books.check_preview(p_batch, v_answer::jsonb);
  END IF;
  RETURN v_answer;
END $$;
COMMENT ON FUNCTION bank.post_journals IS
  'Posts journals, all or none. Batch and answer are described in sql/README.md; debits are positive, amounts are text.';
GRANT EXECUTE ON FUNCTION bank.post_journals TO bank_app, bank_operator;
