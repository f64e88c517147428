CREATE OR REPLACE VIEW bank.journal_batch_item AS
SELECT
  i.batch_id, i.ord, CASE WHEN i.journal_sequence IS NULL THEN 'refused' ELSE 'posted' END AS outcome, j.id AS journal_id,
  i.journal_sequence AS sequence, i.sql_state, i.message, i.detail
FROM books.journal_batch_item i LEFT JOIN books.journal j ON j.sequence = i.journal_sequence;
COMMENT ON VIEW bank.journal_batch_item IS 'What became of each journal of a batch. Page it by (batch_id, ord).';
COMMENT ON COLUMN bank.journal_batch_item.ord IS 'Place in the request, from 0.';
COMMENT ON COLUMN bank.journal_batch_item.journal_id IS 'Null for a journal that was refused.';
COMMENT ON COLUMN bank.journal_batch_item.sequence IS 'Null for a journal that was refused.';
COMMENT ON COLUMN bank.journal_batch_item.sql_state IS 'Null for a journal that was posted; else why it was refused.';
COMMENT ON COLUMN bank.journal_batch_item.message IS 'Null for a journal that was posted.';
COMMENT ON COLUMN bank.journal_batch_item.detail IS 'Null for a journal that was posted; else the numbers behind the refusal.';
