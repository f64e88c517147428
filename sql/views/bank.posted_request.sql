CREATE OR REPLACE VIEW bank.posted_request AS
SELECT scope, key, journal_id FROM books.idempotency;
COMMENT ON VIEW bank.posted_request IS 'Which request made which journal: how somebody who lost the answer learns that it was posted.';
