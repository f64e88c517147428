-- Posts a batch of journals: all of them or none, in one call. Every table is reached by key, and the settings say so:
-- sessions keep the plans they made when the tables were small. Who waits for a lock gives up before the caller does,
-- which has 29 seconds. The everyday journal takes a shorter way to the same books.
CREATE OR REPLACE FUNCTION bank.post_journals(p_batch jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET jit = false SET lock_timeout = '10s'
SET enable_seqscan = false SET enable_hashjoin = false SET enable_mergejoin = false SET enable_material = false AS $$
DECLARE
  v_answer jsonb;
BEGIN
  -- Under a stricter isolation level every statement sees the state before the locks, not after them.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    PERFORM books.refuse('LB012', 'Post under READ COMMITTED: correctness comes from locks.');
  END IF;
  IF p_batch #> '{journals,1}' IS NULL AND books.is_pair(p_batch #> '{journals,0}') THEN
    v_answer := books.post_pair(p_batch, books.hold_business_date());
  END IF;
  RETURN coalesce(v_answer, books.post_batch(p_batch));
END $$;
COMMENT ON FUNCTION bank.post_journals IS
  'Posts journals, all or none. Batch and answer are described in sql/README.md; debits are positive, amounts are text.';
GRANT EXECUTE ON FUNCTION bank.post_journals TO bank_app, bank_operator;
