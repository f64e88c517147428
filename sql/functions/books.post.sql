-- Journals whose keys are new: check, lock, compute, write.
CREATE OR REPLACE FUNCTION books.post(p_journals books.journal_draft[], p_entries books.entry_draft[], p_today date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_postings books.posting[];
BEGIN
  PERFORM books.check_dates(p_journals, p_today);
  PERFORM books.lock_balances(p_entries);
  PERFORM books.check_reversals(p_journals, p_entries);
  v_postings := books.compute_postings(p_entries, p_today);
  PERFORM books.write_journals(p_journals, p_today);
  PERFORM books.write_entries(v_postings);
  PERFORM books.write_balances(v_postings);
  PERFORM books.write_movements(v_postings, p_today);
  PERFORM books.announce(v_postings);
END $$;
