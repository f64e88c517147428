CREATE OR REPLACE VIEW bank.journal_entry AS
SELECT
  j.id AS journal_id,
  e.journal_sequence AS sequence,
  e.line_no,
  e.account_id,
  a.number AS account_number,
  a.customer_id,
  e.ledger_account,
  l.name AS ledger_account_name,
  CASE WHEN e.amount_minor > 0 THEN 'debit' ELSE 'credit' END AS side,
  abs(e.amount_minor)::text AS amount_minor,
  e.currency
FROM books.entry e
JOIN books.journal j ON j.sequence = e.journal_sequence
JOIN books.account a ON a.id = e.account_id
JOIN books.ledger_account l ON l.code = e.ledger_account;
COMMENT ON VIEW bank.journal_entry IS 'Lines of journals.';
COMMENT ON COLUMN bank.journal_entry.customer_id IS 'Null where the account is the bank''s own.';
