CREATE OR REPLACE VIEW bank.account AS
SELECT
  a.id, a.number, a.customer_id, a.ledger_account, l.normal_side, a.currency, a.product, a.name, a.status, a.opened_on,
  b.balance_minor::text AS balance_minor,
  (b.balance_minor - b.held_minor - coalesce(a.floor_minor, 0) + a.overdraft_minor)::text AS available_minor,
  a.floor_minor::text AS floor_minor,
  b.version,
  b.held_minor::text AS held_minor,
  a.overdraft_minor::text AS overdraft_minor,
  a.mode,
  CASE WHEN a.customer_id IS NULL THEN 'house' WHEN l.class = 'Asset' THEN 'loan' ELSE 'deposit' END AS kind
FROM books.account a
JOIN books.ledger_account l ON l.code = a.ledger_account
CROSS JOIN LATERAL (
  SELECT sum(row.side * row.balance_minor)::bigint AS balance_minor, sum(row.held_minor)::bigint AS held_minor,
    sum(row.version)::bigint AS version
  FROM books.balance row WHERE row.account_id = a.id
) b;
COMMENT ON VIEW bank.account IS 'Accounts with their balance on the normal side: what the bank owes on a deposit, is owed on a loan.';
COMMENT ON COLUMN bank.account.customer_id IS 'Null for an account of the bank itself.';
COMMENT ON COLUMN bank.account.opened_on IS 'Null for an account of the bank itself, which came with the chart.';
COMMENT ON COLUMN bank.account.floor_minor IS 'Null where the balance has no lower limit.';
COMMENT ON COLUMN bank.account.available_minor IS 'What may be taken from it: balance less holds less floor, plus overdraft.';
COMMENT ON COLUMN bank.account.held_minor IS 'Sum of what is left of its holds.';
COMMENT ON COLUMN bank.account.overdraft_minor IS 'How far below its floor it may go by agreement.';
COMMENT ON COLUMN bank.account.mode IS 'strict or striped; only accounts of the bank are striped.';
COMMENT ON COLUMN bank.account.kind IS 'house for an account of the bank itself; else deposit or loan.';
COMMENT ON COLUMN bank.account.version IS 'Number of entries ever posted; changes with every posting.';
