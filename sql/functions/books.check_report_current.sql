-- Refuses a version that the books have left behind. A journal that was under way while the report was made may have a lower sequence
-- than the last one it saw: that one shows in the trial balance.
CREATE OR REPLACE FUNCTION books.check_report_current(p_run ops.report_run)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_content jsonb := p_run.content::jsonb;
  v_later bigint := books.journal_after_report(p_run);
  v_again text := CASE p_run.status WHEN 'REVIEWED' THEN 'Send it back, then make the report again.' ELSE 'Make the report again.' END;
BEGIN
  IF v_later IS NOT NULL THEN
    PERFORM books.refuse('LB026', format('Journal %s counts in %s and was posted after this version was made. %s', v_later, p_run.period, v_again),
      jsonb_build_object('sequence', v_later::text, 'asOfSequence', p_run.as_of_sequence::text));
  ELSIF EXISTS (
    SELECT FROM jsonb_array_elements(v_content -> 'trialBalance') seen
    FULL JOIN bank.trial_balance((v_content ->> 'to')::date) known ON known.ledger_account = seen ->> 'code'
    WHERE (seen ->> 'debitMinor', seen ->> 'creditMinor') IS DISTINCT FROM (known.debit_minor, known.credit_minor)
  ) THEN
    PERFORM books.refuse('LB026', format('The trial balance of %s is another one than this version has. %s', p_run.period, v_again));
  END IF;
END $$;
