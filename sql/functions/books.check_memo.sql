-- Memo accounts stand outside the balance sheet, so they balance among themselves.
CREATE OR REPLACE FUNCTION books.check_memo(p_postings books.posting[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_unbalanced integer;
BEGIN
  SELECT min(ord) INTO v_unbalanced
  FROM (
    SELECT p.ord
    FROM unnest(p_postings) p JOIN books.ledger_account l ON l.code = p.ledger_account
    WHERE l.class = 'Memo'
    GROUP BY p.ord, p.currency HAVING sum(p.amount_minor) <> 0
  ) unbalanced;
  IF v_unbalanced IS NOT NULL THEN
    PERFORM books.refuse('LB005', format('The memo entries of journal %s of the batch do not balance among themselves.',
      v_unbalanced - 1), jsonb_build_object('journal', v_unbalanced - 1));
  END IF;
END $$;
