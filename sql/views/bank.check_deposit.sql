CREATE OR REPLACE VIEW bank.check_deposit AS
SELECT c.journal_id, c.account_id, a.number AS account_number, c.customer_id, c.class, c.amount_minor::text AS amount_minor,
  a.currency, c.business_date, c.recorded_at, d.business_date AS collected_on, r.business_date AS returned_on,
  r.reason AS return_reason, r.journal_id AS return_journal_id
FROM books.check_deposit c
JOIN books.account a ON a.id = c.account_id
LEFT JOIN books.check_collection d ON d.check_id = c.journal_id
LEFT JOIN books.check_return r ON r.check_id = c.journal_id;
COMMENT ON VIEW bank.check_deposit IS 'Checks deposited over the counter, by the journal that credited them.';
COMMENT ON COLUMN bank.check_deposit.collected_on IS 'Null while it is in collection.';
COMMENT ON COLUMN bank.check_deposit.returned_on IS 'Null unless it came back unpaid.';
COMMENT ON COLUMN bank.check_deposit.return_reason IS 'Null unless it came back unpaid.';
COMMENT ON COLUMN bank.check_deposit.return_journal_id IS 'Null unless it came back unpaid.';
GRANT SELECT ON bank.check_deposit TO bank_app, bank_operator;
