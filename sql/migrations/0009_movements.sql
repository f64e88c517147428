CREATE TABLE books.account_movement (
  account_id uuid NOT NULL,
  business_date date NOT NULL,
  debit_minor bigint NOT NULL,
  credit_minor bigint NOT NULL,
  PRIMARY KEY (account_id, business_date)
) WITH (fillfactor = 70);
COMMENT ON TABLE books.account_movement IS 'Debits and credits of an account on a business date; both positive.';

CREATE INDEX account_movement_by_date ON books.account_movement USING brin (business_date);

CREATE TABLE books.ledger_movement (
  business_date date NOT NULL,
  ledger_account text NOT NULL,
  currency text NOT NULL,
  closing boolean NOT NULL,
  stripe smallint NOT NULL,
  debit_minor bigint NOT NULL,
  credit_minor bigint NOT NULL,
  PRIMARY KEY (business_date, ledger_account, currency, closing, stripe)
) WITH (fillfactor = 70);
COMMENT ON TABLE books.ledger_movement IS 'Debits and credits of a ledger account on a business date; statements are summed from here.';
COMMENT ON COLUMN books.ledger_movement.closing IS 'True for entries of closing journals, which an income statement leaves out.';
COMMENT ON COLUMN books.ledger_movement.stripe IS
  'By server process, so that postings at the same time don''t queue for one row. Only the sum over stripes means anything.';
