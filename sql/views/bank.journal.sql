CREATE OR REPLACE VIEW bank.journal AS
SELECT
  j.sequence, j.id, j.type, j.template, j.description, j.reference, j.business_date, j.value_date, j.occurred_at,
  j.recorded_at, j.actor, j.reverses_id, reversal.id AS reversed_by_id
FROM books.journal j LEFT JOIN books.journal reversal ON reversal.reverses_id = j.id;
COMMENT ON VIEW bank.journal IS 'Journals. Page it by sequence; that a journal was reversed shows in reversed_by_id alone.';
COMMENT ON COLUMN bank.journal.reverses_id IS 'Null unless this journal is a reversal.';
COMMENT ON COLUMN bank.journal.reversed_by_id IS 'Null unless this journal was reversed.';
