CREATE OR REPLACE VIEW bank.period_change AS
SELECT c.id, c.action, c.month, c.reason, c.checklist,
  -- Each line with the name of its ledger account.
  (SELECT coalesce(jsonb_agg(line || jsonb_build_object('name', l.name) ORDER BY place), '[]')
    FROM jsonb_array_elements(c.effect) WITH ORDINALITY lines (line, place)
    JOIN books.ledger_account l ON l.code = line ->> 'gl') AS effect,
  c.trial_balance, c.sha256, c.as_of_sequence::text AS as_of_sequence,
  c.requested_by, c.requested_on, c.requested_at, d.decision, d.note, d.journal_id, d.decided_by, d.decided_on, d.decided_at
FROM books.period_change c LEFT JOIN books.period_decision d ON d.change_id = c.id;
COMMENT ON VIEW bank.period_change IS 'Requests to close or reopen a month or a year, with what became of them.';
COMMENT ON COLUMN bank.period_change.decision IS 'Null while nobody has decided.';
COMMENT ON COLUMN bank.period_change.note IS 'Null while nobody has decided.';
COMMENT ON COLUMN bank.period_change.journal_id IS 'Null where nothing was posted: the journal that closed a year, or its reversal.';
COMMENT ON COLUMN bank.period_change.decided_by IS 'Null while nobody has decided; never the one who asked.';
COMMENT ON COLUMN bank.period_change.decided_on IS 'Null while nobody has decided.';
COMMENT ON COLUMN bank.period_change.decided_at IS 'Null while nobody has decided.';
GRANT SELECT ON bank.period_change TO bank_app, bank_operator;
