-- Whose scopes a batch may name: those of the bank's own functions are refused, and in those of one person's journals nobody
-- posts more than one person may alone.
CREATE OR REPLACE FUNCTION books.check_scopes(p_batch jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_scope text;
BEGIN
  FOR v_scope IN SELECT DISTINCT scope #>> '{}' FROM jsonb_path_query(p_batch, '$.journals[*].scope') scope LOOP
    IF v_scope LIKE 'batch:%' THEN
      PERFORM books.refuse('LB012', 'Scopes that begin with batch: are those of bank.post_journal_batch.');
    ELSIF v_scope LIKE 'loan:%' THEN
      PERFORM books.refuse('LB012', 'Scopes that begin with loan: are those of bank.originate_loan and bank.pay_loan.');
    ELSIF v_scope IN ('day', 'close', 'certificate', 'schedule', 'approval') THEN
      PERFORM books.refuse('LB012', 'The scopes day, close, certificate, schedule and approval are those of the bank''s own functions.');
    ELSIF v_scope ~ ':(postJournal|reverseJournal|captureHold)$' THEN
      PERFORM books.check_authority(p_batch -> 'journals', 'manual');
    END IF;
  END LOOP;
END $$;
