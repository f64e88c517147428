CREATE OR REPLACE VIEW bank.journal_batch AS
SELECT id, scope, key, mode, actor, items, posted, refused, business_date, recorded_at FROM books.journal_batch;
COMMENT ON VIEW bank.journal_batch IS 'Journals posted by one request: atomic, all or none; independent, each on its own.';
