-- Three schemas: the private tables of the books, their public surface, and what lies beside them.
CREATE SCHEMA books;
CREATE SCHEMA bank;

COMMENT ON SCHEMA books IS 'Private tables of the ledger. Nobody but bank_owner touches them.';
COMMENT ON SCHEMA bank IS 'Public surface: views to read, functions to write. All bank_app and bank_operator may do to the books.';
COMMENT ON SCHEMA ops IS 'What is not ledger: report runs, outbox, migration history.';

GRANT USAGE ON SCHEMA bank, ops TO bank_app;
GRANT USAGE ON SCHEMA bank TO bank_operator;

-- Functions are executable by everybody unless told otherwise; each of the public surface says itself who may run it.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA bank GRANT SELECT ON TABLES TO bank_app, bank_operator;
