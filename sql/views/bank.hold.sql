CREATE OR REPLACE VIEW bank.hold AS
SELECT
  h.id, h.account_id, a.customer_id, h.amount_minor::text AS amount_minor, h.remaining_minor::text AS remaining_minor,
  h.currency, h.state, h.description, h.reference, h.placed_on, h.expires_on, h.recorded_at, h.actor
FROM books.hold h JOIN books.account a ON a.id = h.account_id;
COMMENT ON VIEW bank.hold IS 'Money promised: it counts against what is available until it is captured, released or lapses.';
COMMENT ON COLUMN bank.hold.expires_on IS 'Last business date it counts on.';
