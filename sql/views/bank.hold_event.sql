CREATE OR REPLACE VIEW bank.hold_event AS
SELECT
  e.sequence, e.id, e.hold_id, e.kind, e.amount_minor::text AS amount_minor, e.journal_id, e.business_date, e.recorded_at,
  e.actor
FROM books.hold_event e;
COMMENT ON VIEW bank.hold_event IS 'What happened to holds. Page it by (hold_id, sequence).';
COMMENT ON COLUMN bank.hold_event.journal_id IS 'Null unless captured: the journal that did.';
