-- An account names its product; one that is not in this table has no terms: it earns nothing and is charged nothing.
CREATE TABLE books.product (
  code text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  kind text NOT NULL CHECK (kind IN ('checking', 'savings', 'money-market', 'certificate', 'loan')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  description text NOT NULL,
  ledger_account text NOT NULL REFERENCES books.ledger_account
);
COMMENT ON TABLE books.product IS 'What the bank offers; the terms stand beside it, with the dates from which they hold.';
COMMENT ON COLUMN books.product.code IS 'What books.account.product says.';
COMMENT ON COLUMN books.product.ledger_account IS 'Control account of its accounts.';
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.product EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.product ENABLE ALWAYS TRIGGER never_deleted;
