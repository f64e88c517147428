-- Many journals by one request: together (atomic), or each on its own (independent), in order, with what became of each.
CREATE OR REPLACE FUNCTION bank.post_journal_batch(p jsonb)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET jit = false SET lock_timeout = '10s'
SET enable_seqscan = false SET enable_hashjoin = false SET enable_mergejoin = false SET enable_material = false AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_batch books.journal_batch;
  v_items jsonb;
  v_outcomes jsonb := '[]';
BEGIN
  PERFORM books.check_journal_batch(p);
  v_items := books.batch_items(p);
  PERFORM books.lock_balances(books.batch_accounts(v_items));
  PERFORM books.lock_key(p ->> 'scope', p ->> 'key');
  v_batch := books.known_batch(p);
  IF v_batch.id IS NOT NULL THEN
    RETURN books.journal_batch_answer(v_batch, 'replayed');
  END IF;
  IF p ->> 'mode' = 'independent' THEN
    v_outcomes := books.post_segment(v_items, 0, clock_timestamp() + interval '15 seconds');
  ELSE
    PERFORM books.check_authority(v_items, v_items #>> '{0,purpose}');
    PERFORM books.post_batch(jsonb_build_object('journals', v_items), false);
  END IF;
  v_batch := books.write_journal_batch(p, v_outcomes, v_today);
  RETURN books.journal_batch_answer(v_batch, 'posted');
END $$;
COMMENT ON FUNCTION bank.post_journal_batch IS
  'Takes id, scope, key, requestHash, actor, mode (atomic or independent) and 1 to 8,000 journals as bank.post_journals '
  'takes them but for scope, key and requestHash; answers id, outcome, items, posted and refused. '
  'bank.journal_batch_item has what became of each.';
GRANT EXECUTE ON FUNCTION bank.post_journal_batch TO bank_app, bank_operator;
