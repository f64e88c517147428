-- Posts a batch of journals: all of them or none, in one call. The order of the steps is the order of the locks:
-- business date, idempotency keys, balances. Every table is reached by key, and the settings say so: sessions keep the
-- plans they made when the tables were small. Who waits for a lock gives up before the caller does, which has 29 seconds.
CREATE OR REPLACE FUNCTION bank.post_journals(p_batch jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET jit = false SET lock_timeout = '10s'
SET enable_seqscan = false SET enable_hashjoin = false SET enable_mergejoin = false SET enable_material = false AS $$
DECLARE
  v_journals books.journal_draft[] := books.read_journals(p_batch);
  v_entries books.entry_draft[] := books.read_entries(p_batch);
  v_today date;
  v_fresh integer[];
BEGIN
  -- Under a stricter isolation level every statement sees the state before the locks, not after them.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    PERFORM books.refuse('LB012', 'Post under READ COMMITTED: correctness comes from locks.');
  END IF;
  PERFORM books.check_balanced(cardinality(v_journals), v_entries);
  v_today := books.hold_business_date();
  v_fresh := books.claim_keys(v_journals);
  IF cardinality(v_fresh) = cardinality(v_journals) THEN
    PERFORM books.post(v_journals, v_entries, v_today);
  ELSE
    PERFORM books.check_replays(v_journals);
    IF cardinality(v_fresh) > 0 THEN
      PERFORM books.post(
        (SELECT array_agg(j ORDER BY j.ord) FROM unnest(v_journals) j WHERE j.ord = ANY (v_fresh)),
        (SELECT array_agg(e ORDER BY e.ord, e.line_no) FROM unnest(v_entries) e WHERE e.ord = ANY (v_fresh)),
        v_today);
    END IF;
  END IF;
  RETURN books.answer(v_journals, v_fresh);
END $$;
COMMENT ON FUNCTION bank.post_journals IS
  'Posts journals, all or none. Batch and answer are described in sql/README.md; debits are positive, amounts are text.';
GRANT EXECUTE ON FUNCTION bank.post_journals TO bank_app, bank_operator;
