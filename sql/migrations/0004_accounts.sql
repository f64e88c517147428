CREATE TABLE books.account (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE CHECK (number ~ '^[0-9]{10}$'),
  customer_id uuid REFERENCES books.customer,
  ledger_account text NOT NULL,
  postable boolean NOT NULL DEFAULT true CHECK (postable),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  product text NOT NULL,
  name text NOT NULL,
  floor_minor bigint,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  opened_on date,
  FOREIGN KEY (ledger_account, postable) REFERENCES books.ledger_account (code, postable)
);
COMMENT ON TABLE books.account IS 'What takes entries: a customer''s account, or the house account of a ledger account.';
COMMENT ON COLUMN books.account.customer_id IS 'Null for a house account.';
COMMENT ON COLUMN books.account.postable IS 'Always true; with the foreign key it keeps accounts off roll-up ledger accounts.';
COMMENT ON COLUMN books.account.floor_minor IS 'Lowest balance on the account''s normal side a posting may leave; null for no limit.';
COMMENT ON COLUMN books.account.opened_on IS 'Business date; null for house accounts, which came with the chart.';

CREATE INDEX account_by_customer ON books.account (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX account_by_ledger_account ON books.account (ledger_account);

-- Narrow and half empty per page, so that the busiest updates of the bank stay heap-only.
CREATE TABLE books.balance (
  account_id uuid PRIMARY KEY REFERENCES books.account,
  balance_minor bigint NOT NULL,
  version bigint NOT NULL
) WITH (fillfactor = 70);
COMMENT ON TABLE books.balance IS 'The one derived row per account; locked by every posting to it.';
COMMENT ON COLUMN books.balance.balance_minor IS 'Sum of the entries: debits positive, credits negative.';
COMMENT ON COLUMN books.balance.version IS 'Number of entries ever posted.';
