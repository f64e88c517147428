CREATE OR REPLACE FUNCTION books.refuse_reversal(p_journal uuid, p_reason text)
RETURNS void LANGUAGE sql AS $$
  SELECT books.refuse('LB011', format('Journal %s can''t be reversed: it %s.', p_journal, p_reason),
    jsonb_build_object('journalId', p_journal))
$$;
