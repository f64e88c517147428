CREATE OR REPLACE VIEW bank.reconciliation AS
SELECT r.business_date, r.kind, r.ledger_account, l.name, l.normal_side, r.subledger_minor::text AS subledger_minor,
  r.ledger_minor::text AS ledger_minor, (r.ledger_minor - r.subledger_minor)::text AS difference_minor, r.open_since
FROM books.reconciliation r JOIN books.ledger_account l ON l.code = r.ledger_account;
COMMENT ON VIEW bank.reconciliation IS
  'Control accounts beside the sum of their accounts, and suspense beside zero, at the end of each business date; debits positive.';
COMMENT ON COLUMN bank.reconciliation.open_since IS 'Null but for a suspense account that is not zero: the first day it has not been.';
GRANT SELECT ON bank.reconciliation TO bank_app, bank_operator;
