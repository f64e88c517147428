CREATE OR REPLACE VIEW bank.product AS
SELECT code, kind, name, description, ledger_account FROM books.product;
COMMENT ON VIEW bank.product IS 'What the bank offers.';
GRANT SELECT ON bank.product TO bank_app, bank_operator;
