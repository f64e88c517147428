-- Any journals in any number. The order of the steps is the order of the locks: business date, idempotency keys, balances.
CREATE OR REPLACE FUNCTION books.post_batch(p_batch jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_journals books.journal_draft[] := books.read_journals(p_batch);
  v_entries books.entry_draft[] := books.read_entries(p_batch);
  v_today date;
  v_fresh integer[];
BEGIN
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
