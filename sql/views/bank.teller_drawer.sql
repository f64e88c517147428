CREATE OR REPLACE VIEW bank.teller_drawer AS
SELECT d.id, d.teller, d.opened_on, d.opened_at, d.opening_minor::text AS opening_minor, d.closed_on, d.closed_at,
  d.counted_minor::text AS counted_minor, d.expected_minor::text AS expected_minor,
  (d.counted_minor - d.expected_minor)::text AS over_minor, d.journal_id
FROM books.teller_drawer_session d;
COMMENT ON VIEW bank.teller_drawer IS 'Tellers'' drawers. What should be in one shows only once it was counted.';
COMMENT ON COLUMN bank.teller_drawer.closed_on IS 'Null while it is open.';
COMMENT ON COLUMN bank.teller_drawer.closed_at IS 'Null while it is open.';
COMMENT ON COLUMN bank.teller_drawer.counted_minor IS 'Null while it is open.';
COMMENT ON COLUMN bank.teller_drawer.expected_minor IS 'Null while it is open.';
COMMENT ON COLUMN bank.teller_drawer.over_minor IS 'Null while it is open; negative for cash that is missing.';
COMMENT ON COLUMN bank.teller_drawer.journal_id IS 'Null unless there was a difference.';
GRANT SELECT ON bank.teller_drawer TO bank_app, bank_operator;
