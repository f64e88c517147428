CREATE OR REPLACE VIEW bank.standing_order AS
SELECT
  o.id, o.customer_id, o.from_account_id, payer.number AS from_number, o.to_account_id, payee.number AS to_number,
  o.amount_minor::text AS amount_minor, o.currency, o.frequency, o.anchor_on, o.holiday_rule, o.ends_on, o.ends_after,
  o.reference, o.status, o.number, o.attempts, o.next_due_on, o.next_run_on, o.version, o.created_at, o.created_by,
  o.scope, o.key
FROM books.standing_order o
JOIN books.account payer ON payer.id = o.from_account_id
JOIN books.account payee ON payee.id = o.to_account_id;
COMMENT ON VIEW bank.standing_order IS 'Transfers that customers want made on dates to come, once or again and again.';
COMMENT ON COLUMN bank.standing_order.ends_on IS 'Last date on which it may be due; null for no end of this kind.';
COMMENT ON COLUMN bank.standing_order.ends_after IS 'How many due dates it has; null for no end of this kind.';
COMMENT ON COLUMN bank.standing_order.number IS 'Of the next due date, counted from 0.';
COMMENT ON COLUMN bank.standing_order.attempts IS 'How often the next due date was tried in vain.';
COMMENT ON COLUMN bank.standing_order.next_due_on IS 'Null when nothing is to come.';
COMMENT ON COLUMN bank.standing_order.next_run_on IS 'Business date at whose end it is tried; null when nothing is to come.';
COMMENT ON COLUMN bank.standing_order.key IS 'Of the request that made it, in its scope: how somebody who lost the answer learns that it was made.';
GRANT SELECT ON bank.standing_order TO bank_app, bank_operator;
COMMENT ON COLUMN bank.standing_order.ends_on IS 'Null unless it ends on a date.';
COMMENT ON COLUMN bank.standing_order.ends_after IS 'Null unless it ends after so many times.';
COMMENT ON COLUMN bank.standing_order.next_run_on IS 'Null once nothing more is due.';
