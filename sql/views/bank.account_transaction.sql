CREATE OR REPLACE VIEW bank.account_transaction AS
SELECT
  j.id || ':' || e.line_no AS id,
  e.account_id,
  a.customer_id,
  e.account_version AS version,
  j.id AS journal_id,
  e.journal_sequence AS sequence,
  e.line_no,
  e.business_date,
  e.value_date,
  j.recorded_at,
  CASE WHEN e.amount_minor < 0 THEN 'credit' ELSE 'debit' END AS direction,
  abs(e.amount_minor)::text AS amount_minor,
  e.currency,
  (CASE l.normal_side WHEN 'debit' THEN 1 ELSE -1 END * e.balance_after_minor)::text AS balance_after_minor,
  j.type::text AS type,
  j.template,
  j.description,
  j.reference
FROM books.entry e
JOIN books.journal j ON j.sequence = e.journal_sequence
JOIN books.account a ON a.id = e.account_id
JOIN books.ledger_account l ON l.code = a.ledger_account
WHERE a.customer_id IS NOT NULL;
COMMENT ON VIEW bank.account_transaction IS 'Entries on customers'' accounts. Page it by (account_id, version): newest first is version DESC.';
COMMENT ON COLUMN bank.account_transaction.version IS 'Position in the account, 1 for its first entry; the same order as sequence.';
COMMENT ON COLUMN bank.account_transaction.direction IS 'A credit raises a deposit and lowers a loan.';
