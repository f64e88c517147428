CREATE OR REPLACE VIEW bank.account AS
SELECT
  a.id, a.number, a.customer_id, a.ledger_account, l.normal_side, a.currency, a.product, a.name, a.status, a.opened_on,
  side.balance_minor::text AS balance_minor,
  (side.balance_minor - coalesce(a.floor_minor, 0))::text AS available_minor,
  a.floor_minor::text AS floor_minor,
  b.version
FROM books.account a
JOIN books.ledger_account l ON l.code = a.ledger_account
JOIN books.balance b ON b.account_id = a.id
CROSS JOIN LATERAL (SELECT CASE l.normal_side WHEN 'debit' THEN b.balance_minor ELSE -b.balance_minor END) side (balance_minor);
COMMENT ON VIEW bank.account IS 'Accounts with their balance on the normal side: what the bank owes on a deposit, is owed on a loan.';
COMMENT ON COLUMN bank.account.customer_id IS 'Null for an account of the bank itself.';
COMMENT ON COLUMN bank.account.opened_on IS 'Null for an account of the bank itself, which came with the chart.';
COMMENT ON COLUMN bank.account.floor_minor IS 'Null where the balance has no lower limit.';
COMMENT ON COLUMN bank.account.available_minor IS 'What may be taken from it: balance less floor.';
COMMENT ON COLUMN bank.account.version IS 'Number of entries ever posted; changes with every posting.';
