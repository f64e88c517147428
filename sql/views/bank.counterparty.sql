CREATE OR REPLACE VIEW bank.counterparty AS
SELECT id AS account_id, number, currency, status FROM books.account WHERE customer_id IS NOT NULL;
COMMENT ON VIEW bank.counterparty IS 'What one customer may learn of another''s account: that it exists and takes money.';
