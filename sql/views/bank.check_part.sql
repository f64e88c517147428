CREATE OR REPLACE VIEW bank.check_part AS
SELECT p.check_id, p.available_on, p.amount_minor::text AS amount_minor, p.reason, p.hold_id FROM books.check_part p;
COMMENT ON VIEW bank.check_part IS 'When how much of a check becomes available, at the start of a business day.';
COMMENT ON COLUMN bank.check_part.reason IS 'Null unless it is held longer than usual: new-account or large-deposit.';
GRANT SELECT ON bank.check_part TO bank_app, bank_operator;
