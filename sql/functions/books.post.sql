-- Journals whose keys are new: move the balances, check, compute, write, look again. Answers what was posted, where an answer is wanted.
CREATE OR REPLACE FUNCTION books.post(
  p_batch jsonb, p_journals books.journal_draft[], p_entries books.entry_draft[], p_conditions books.condition_draft[],
  p_today date, p_answer boolean
)
RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  v_before books.balance[] := books.move_balances(p_entries, p_conditions);
  v_captures books.capture[] := books.read_captures(p_batch, ARRAY(SELECT ord FROM unnest(p_journals)));
  v_dates date[];
  v_sequences bigint[];
  v_postings books.posting[];
BEGIN
  PERFORM books.check_dates(p_journals, p_today);
  PERFORM books.check_adjustments(p_journals, p_entries);
  PERFORM books.check_reversals(p_journals, p_entries);
  v_postings := books.compute_postings(p_entries, v_before, v_captures, p_today);
  PERFORM books.check_limits(p_journals, p_entries, p_conditions, v_before, v_postings, p_today);
  v_dates := books.value_dates(p_journals, p_today);
  v_sequences := books.write_journals(p_journals, v_dates, p_today);
  PERFORM books.write_entries(v_postings, v_sequences, v_dates, p_today);
  -- Of a batch that is new in part, sequences are drawn for every place.
  PERFORM books.check_written(ARRAY(SELECT v_sequences[ord] FROM unnest(p_journals)));
  IF cardinality(v_captures) > 0 THEN
    PERFORM books.write_captures(v_captures, p_journals, v_postings, p_today);
  END IF;
  RETURN CASE WHEN p_answer THEN books.posted_answer(p_journals, v_postings, v_sequences, v_dates, p_today) END;
END $$;
