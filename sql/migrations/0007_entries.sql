-- Account first: a page of transactions and every running balance is one range of the primary key.
-- No foreign keys: bank.post_journals proves every reference, and checking twice costs 40 % of its speed.
CREATE TABLE books.entry (
  account_id uuid NOT NULL,
  account_version bigint NOT NULL,
  journal_sequence bigint NOT NULL,
  line_no smallint NOT NULL,
  ledger_account text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  balance_after_minor bigint NOT NULL,
  business_date date NOT NULL,
  value_date date NOT NULL,
  PRIMARY KEY (account_id, account_version)
);
COMMENT ON TABLE books.entry IS 'One line of a journal. Append-only.';
COMMENT ON COLUMN books.entry.account_version IS 'Position in the account: 1 for its first entry, with no gap.';
COMMENT ON COLUMN books.entry.amount_minor IS 'Debits positive, credits negative.';
COMMENT ON COLUMN books.entry.balance_after_minor IS 'Balance of the account right after this entry, debits positive.';

CREATE UNIQUE INDEX entry_by_journal ON books.entry (journal_sequence, line_no);
