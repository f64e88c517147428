-- A check that was deposited over the counter comes back once; whoever sends the same return again gets the same answer.
CREATE OR REPLACE FUNCTION books.check_returnable(p_check books.check_deposit, p jsonb)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_journal books.journal;
BEGIN
  SELECT j.* INTO v_journal FROM books.check_return r JOIN books.journal j ON j.id = r.journal_id WHERE r.check_id = p_check.journal_id;
  IF NOT FOUND THEN
    RETURN true;
  ELSIF (v_journal.scope, v_journal.key, v_journal.request_hash) = (p ->> 'scope', p ->> 'key', p ->> 'requestHash') THEN
    RETURN false;
  END IF;
  PERFORM books.refuse('LB044', format('This check was returned on %s already.', v_journal.business_date),
    jsonb_build_object('journalId', v_journal.id));
END $$;
