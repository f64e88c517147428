CREATE OR REPLACE VIEW bank.journal AS
SELECT
  j.sequence, j.id, j.type::text AS type, j.template, j.description, j.reference, j.business_date, j.value_date, j.occurred_at,
  j.recorded_at, j.actor, j.reverses_id,
  -- Looked up only where it is read: a join would have every question about journals look for reversals.
  (SELECT reversal.id FROM books.journal reversal WHERE reversal.reverses_id = j.id) AS reversed_by_id,
  j.metadata, j.adjusts_on
FROM books.journal j;
COMMENT ON VIEW bank.journal IS 'Journals. Page it by sequence; that a journal was reversed shows in reversed_by_id alone.';
COMMENT ON COLUMN bank.journal.reverses_id IS 'Null unless this journal is a reversal.';
COMMENT ON COLUMN bank.journal.adjusts_on IS 'Null for its own business date; else that of an earlier month, which statements count it in.';
COMMENT ON COLUMN bank.journal.metadata IS 'Null for nothing; else what the caller keeps with it.';
COMMENT ON COLUMN bank.journal.reversed_by_id IS 'Null unless this journal was reversed.';
