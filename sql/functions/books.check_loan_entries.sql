-- What moves on a loan moves its schedule, its interest and its status as well: only the functions of loans post to one.
CREATE OR REPLACE FUNCTION books.check_loan_entries(p_journals books.journal_draft[], p_postings books.posting[], p_accounts uuid[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_bad record;
BEGIN
  SELECT p.ord, a.id, a.number INTO v_bad
  FROM unnest(p_postings) p
  JOIN unnest(p_journals) j ON j.ord = p.ord
  JOIN books.account a ON a.id = p.account_id
  JOIN books.ledger_account l ON l.code = a.ledger_account
  WHERE p.account_id = ANY (p_accounts) AND a.customer_id IS NOT NULL AND l.class = 'Asset' AND j.scope NOT LIKE 'loan:%'
  ORDER BY p.ord LIMIT 1;
  IF FOUND THEN
    PERFORM books.refuse('LB039', format('Account %s is a loan: it is paid as a loan and takes no other entries.', v_bad.number),
      jsonb_build_object('journal', v_bad.ord - 1, 'accountId', v_bad.id));
  END IF;
END $$;
