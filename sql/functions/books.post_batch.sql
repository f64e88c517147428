-- Any journals in any number. The order of the steps is the order of the locks: business date, balances, keys. Answers
-- null where no answer is wanted.
CREATE OR REPLACE FUNCTION books.post_batch(p_batch jsonb, p_answer boolean)
RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  v_journals books.journal_draft[] := books.read_journals(p_batch);
  v_entries books.entry_draft[] := books.read_entries(p_batch);
  v_conditions books.condition_draft[] := books.read_conditions(p_batch);
  v_today date;
  v_fresh integer[];
BEGIN
  -- Under a stricter isolation level every statement sees the state before the locks, not after them.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    PERFORM books.refuse('LB012', 'Post under READ COMMITTED: correctness comes from locks.');
  END IF;
  PERFORM books.check_balanced(cardinality(v_journals), v_entries);
  v_today := books.hold_business_date();
  PERFORM books.lock_balances(ARRAY(SELECT account_id FROM unnest(v_entries) UNION SELECT account_id FROM unnest(v_conditions)));
  -- Rivals with one request meet at their balances, unless these are striped; at a single key they meet all the same.
  IF cardinality(v_journals) = 1 THEN
    PERFORM books.lock_key(v_journals[1].scope, v_journals[1].key);
  END IF;
  v_fresh := books.fresh_journals(v_journals);
  IF cardinality(v_fresh) = cardinality(v_journals) THEN
    RETURN books.post(v_journals, v_entries, v_conditions, books.read_captures(p_batch, v_fresh), v_today, p_answer);
  END IF;
  PERFORM books.check_replays(v_journals, v_fresh);
  IF cardinality(v_fresh) > 0 THEN
    PERFORM books.post(
      ARRAY(SELECT j FROM unnest(v_journals) j WHERE j.ord = ANY (v_fresh) ORDER BY j.ord),
      ARRAY(SELECT e FROM unnest(v_entries) e WHERE e.ord = ANY (v_fresh) ORDER BY e.ord, e.line_no),
      ARRAY(SELECT c FROM unnest(v_conditions) c WHERE c.ord = ANY (v_fresh) ORDER BY c.ord),
      books.read_captures(p_batch, v_fresh), v_today, false);
  END IF;
  RETURN CASE WHEN p_answer THEN books.answer(v_journals, v_fresh) END;
END $$;
