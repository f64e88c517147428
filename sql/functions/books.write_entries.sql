CREATE OR REPLACE FUNCTION books.write_entries(p_postings books.posting[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO books.entry (
    account_id, account_version, journal_sequence, line_no, ledger_account, currency, amount_minor,
    balance_after_minor, business_date, value_date
  )
  SELECT
    p.account_id, p.account_version, j.sequence, p.line_no, p.ledger_account, p.currency, p.amount_minor,
    p.balance_after_minor, j.business_date, j.value_date
  FROM unnest(p_postings) p JOIN books.journal j ON j.id = p.journal_id;
END $$;
