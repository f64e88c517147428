CREATE OR REPLACE VIEW bank.standing_order_run AS
SELECT r.order_id, r.due_on, r.attempt, r.run_on, r.outcome, r.amount_minor::text AS amount_minor, r.code, r.detail, r.journal_id,
  r.recorded_at
FROM books.standing_order_run r;
COMMENT ON VIEW bank.standing_order_run IS 'What became of each due date of a standing order, attempt by attempt.';
COMMENT ON COLUMN bank.standing_order_run.code IS 'Null unless refused: the SQLSTATE of the refusal.';
COMMENT ON COLUMN bank.standing_order_run.detail IS 'Null unless refused: the numbers behind it.';
COMMENT ON COLUMN bank.standing_order_run.journal_id IS 'Null unless paid.';
GRANT SELECT ON bank.standing_order_run TO bank_app, bank_operator;
