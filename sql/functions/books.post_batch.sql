-- Any journals in any number. The order of the steps is the order of the locks: business date, balances, keys. Which keys
-- are new is looked at before anything is locked. A rival with one of them may come first meanwhile, and then this fails
-- somehow - at the unique index at the latest -, is undone, and looks again. Answers null where no answer is wanted.
CREATE OR REPLACE FUNCTION books.post_batch(p_batch jsonb, p_answer boolean)
RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  v_journals books.journal_draft[] := books.read_journals(p_batch);
  v_entries books.entry_draft[] := books.read_entries(p_batch);
  v_conditions books.condition_draft[] := books.read_conditions(p_batch);
  v_today date;
  v_fresh integer[];
  v_constraint text;
BEGIN
  -- Under a stricter isolation level every statement sees the state before the locks, not after them.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    PERFORM books.refuse('LB012', 'Post under READ COMMITTED: correctness comes from locks.');
  END IF;
  PERFORM books.check_balanced(cardinality(v_journals), v_entries);
  v_today := books.hold_business_date();
  LOOP
    v_fresh := books.fresh_journals(v_journals);
    BEGIN
      IF cardinality(v_fresh) = cardinality(v_journals) THEN
        RETURN books.post(p_batch, v_journals, v_entries, v_conditions, v_today, p_answer);
      END IF;
      PERFORM books.check_replays(v_journals, v_fresh);
      IF cardinality(v_fresh) > 0 THEN
        PERFORM books.post(
          p_batch, ARRAY(SELECT j FROM unnest(v_journals) j WHERE j.ord = ANY (v_fresh) ORDER BY j.ord),
          ARRAY(SELECT e FROM unnest(v_entries) e WHERE e.ord = ANY (v_fresh) ORDER BY e.ord, e.line_no),
          ARRAY(SELECT c FROM unnest(v_conditions) c WHERE c.ord = ANY (v_fresh) ORDER BY c.ord), v_today, false);
      END IF;
      RETURN CASE WHEN p_answer THEN books.answer(v_journals, v_fresh) END;
    EXCEPTION
      WHEN OTHERS THEN
        IF books.fresh_journals(v_journals) = v_fresh THEN
          GET STACKED DIAGNOSTICS v_constraint = CONSTRAINT_NAME;
          IF v_constraint IN ('journal_id_key', 'journal_by_reverses_id') THEN
            PERFORM books.refuse_duplicate(ARRAY(SELECT j FROM unnest(v_journals) j WHERE j.ord = ANY (v_fresh)));
          ELSIF SQLSTATE = '22003' THEN
            PERFORM books.refuse('LB014', 'A balance would grow beyond what the books can hold.');
          END IF;
          RAISE;
        END IF;
    END;
  END LOOP;
END $$;
