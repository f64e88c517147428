-- Interest of deposits as exact numerators: cents times parts per million times days, over 365,000,000.
CREATE TABLE books.interest_day (
  account_id uuid NOT NULL,
  day date NOT NULL,
  account_version bigint NOT NULL,
  expense_account text NOT NULL,
  booked_on date NOT NULL,
  balance_minor bigint NOT NULL,
  numerator numeric(38, 0) NOT NULL CHECK (numerator <> 0),
  PRIMARY KEY (account_id, day, account_version, expense_account)
);
COMMENT ON TABLE books.interest_day IS
  'What an account earned on a calendar day; what an item that came late changes is a further row. Append-only.';
COMMENT ON COLUMN books.interest_day.account_version IS 'Entries of the account that were known when it was reckoned.';
COMMENT ON COLUMN books.interest_day.balance_minor IS 'Balance that counted on the day, by value date, on the normal side.';

-- Narrow and half empty per page: every earning account's row changes every day.
CREATE TABLE books.interest_position (
  account_id uuid PRIMARY KEY REFERENCES books.account,
  accrued_through date NOT NULL,
  account_version bigint NOT NULL,
  numerator numeric(38, 0) NOT NULL
) WITH (fillfactor = 60);
COMMENT ON TABLE books.interest_position IS 'Where the interest of an account stands: the sum of its days less what was credited.';
COMMENT ON COLUMN books.interest_position.account_version IS 'Entries of the account that its days know of.';
COMMENT ON COLUMN books.interest_position.numerator IS 'Not credited yet; may be below zero by less than half a cent, or by an item that came late.';

CREATE TABLE books.interest_credit (
  account_id uuid NOT NULL REFERENCES books.account,
  kind text NOT NULL CHECK (kind IN ('carried-in', 'credited', 'dropped')),
  value_on date NOT NULL,
  booked_on date NOT NULL,
  minor bigint NOT NULL,
  withheld_minor bigint NOT NULL DEFAULT 0 CHECK (withheld_minor >= 0),
  numerator numeric(38, 0) NOT NULL,
  PRIMARY KEY (account_id, kind, value_on)
);
COMMENT ON TABLE books.interest_credit IS
  'What changed a position besides its days: interest carried in from before, credited to the customer, or the fraction '
  'dropped when the account was closed. Append-only.';
COMMENT ON COLUMN books.interest_credit.numerator IS 'What it adds to the position.';

CREATE TABLE books.interest_ledger (
  product text NOT NULL REFERENCES books.product,
  expense_account text NOT NULL REFERENCES books.ledger_account,
  numerator numeric(38, 0) NOT NULL,
  posted_minor bigint NOT NULL,
  journals integer NOT NULL,
  PRIMARY KEY (product, expense_account)
);
COMMENT ON TABLE books.interest_ledger IS 'All a product ever accrued and what of it was posted: its rounded sum, so never off by more than half a cent.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.interest_day EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.interest_credit EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.interest_position EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.interest_ledger EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.interest_day ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.interest_credit ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.interest_position ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE books.interest_ledger ENABLE ALWAYS TRIGGER never_deleted;
