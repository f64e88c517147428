-- The rules that few journals meet: conditions, memo accounts, limits per window, loans, and captures that are not paid out.
CREATE OR REPLACE FUNCTION books.check_limits(
  p_journals books.journal_draft[], p_entries books.entry_draft[], p_conditions books.condition_draft[],
  p_before books.balance[], p_postings books.posting[], p_today date
)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_odd uuid[];
BEGIN
  IF cardinality(p_conditions) > 0 THEN
    PERFORM books.check_conditions(p_conditions, p_entries, p_before);
  END IF;
  SELECT array_agg(DISTINCT account_id) INTO v_odd FROM unnest(p_postings) WHERE NOT everyday;
  IF v_odd IS NOT NULL THEN
    PERFORM books.check_memo(p_postings);
    PERFORM books.check_velocity(p_journals, p_postings, v_odd, p_today);
    PERFORM books.check_loan_entries(p_journals, p_postings, v_odd);
  END IF;
END $$;
