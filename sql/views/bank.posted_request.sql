CREATE OR REPLACE VIEW bank.posted_request AS
SELECT scope, key, id AS journal_id FROM books.journal;
COMMENT ON VIEW bank.posted_request IS 'Which request made which journal: how somebody who lost the answer learns that it was posted.';
