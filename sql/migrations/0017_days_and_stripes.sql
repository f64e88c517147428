-- squawk-ignore-file constraint-missing-not-valid, renaming-table, ban-drop-table, adding-serial-primary-key-field
-- The books are brought to the new form in one transaction, with nobody at work; old and new code never meet.
-- A posting writes its journal, its entries and its balances, and nothing else. What a day moved is summed up once, when
-- the day rolls; the day under way is read from its entries.
CREATE TABLE books.closed_day (
  business_date date PRIMARY KEY,
  last_sequence bigint NOT NULL,
  rolled_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE books.closed_day IS 'Business dates the books have left. Journals of a date are a range of sequences.';
COMMENT ON COLUMN books.closed_day.last_sequence IS 'Of the last journal up to and with this date.';

INSERT INTO books.closed_day (business_date, last_sequence)
SELECT j.business_date, max(j.sequence)
FROM books.journal j WHERE j.business_date < (SELECT business_date FROM books.business_date) GROUP BY j.business_date;

ALTER TABLE books.account
  ADD COLUMN overdraft_minor bigint NOT NULL DEFAULT 0 CHECK (overdraft_minor >= 0),
  ADD COLUMN mode text NOT NULL DEFAULT 'strict' CHECK (mode IN ('strict', 'striped')),
  ADD CONSTRAINT striped_has_no_limit CHECK (mode = 'strict' OR (customer_id IS NULL AND floor_minor IS NULL));
COMMENT ON COLUMN books.account.overdraft_minor IS 'How far below its floor the account may go by agreement.';
COMMENT ON COLUMN books.account.mode IS
  'strict: one balance row, every posting in line. striped: sixteen rows that are summed on reading, for busy accounts of '
  'the bank that have no floor.';

-- One line of an account's history per stripe; strict accounts have stripe 0 alone.
ALTER TABLE books.entry DISABLE TRIGGER append_only;
ALTER TABLE books.entry
  ADD COLUMN stripe smallint NOT NULL DEFAULT 0,
  DROP CONSTRAINT entry_pkey,
  DROP CONSTRAINT entry_amount_minor_check;
ALTER TABLE books.entry ADD PRIMARY KEY (account_id, stripe, account_version);
ALTER TABLE books.entry ENABLE ALWAYS TRIGGER append_only;
COMMENT ON COLUMN books.entry.stripe IS 'Which of the account''s balance rows it moved; 0 unless the account is striped.';
COMMENT ON COLUMN books.entry.account_version IS 'Position in the stripe: 1 for its first entry, with no gap.';
COMMENT ON COLUMN books.entry.balance_after_minor IS 'Balance of the stripe right after this entry, debits positive.';

ALTER TABLE books.balance RENAME TO balance_before_stripes;
ALTER TABLE books.balance_before_stripes RENAME CONSTRAINT balance_pkey TO balance_before_stripes_pkey;
-- Narrow and half empty per page, so that the busiest updates of the bank stay heap-only.
CREATE TABLE books.balance (
  account_id uuid NOT NULL REFERENCES books.account,
  stripe smallint NOT NULL DEFAULT 0,
  side smallint NOT NULL,
  everyday boolean NOT NULL,
  striped boolean NOT NULL,
  balance_minor bigint NOT NULL DEFAULT 0,
  held_minor bigint NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 0,
  floor_minor bigint,
  ledger_account text NOT NULL,
  currency text NOT NULL,
  PRIMARY KEY (account_id, stripe)
) WITH (fillfactor = 70);
COMMENT ON TABLE books.balance IS
  'The derived row of an account, or one of the sixteen of a striped one; locked by every posting to it. It also carries '
  'what a posting must know about the account, kept by triggers, so that judging a posting reads nothing else.';
COMMENT ON COLUMN books.balance.balance_minor IS 'Sum of the entries: debits positive, credits negative.';
COMMENT ON COLUMN books.balance.held_minor IS 'Sum of what is left of the holds; positive.';
COMMENT ON COLUMN books.balance.version IS 'Number of entries ever posted.';
COMMENT ON COLUMN books.balance.side IS 'Copy: 1 where debits raise the balance, -1 where credits do.';
COMMENT ON COLUMN books.balance.floor_minor IS 'Copy: floor less overdraft, on the normal side; null for no limit.';
COMMENT ON COLUMN books.balance.everyday IS
  'Copy: open, on the balance sheet, not being retired, no limit on what may leave in a window: the floor is all there is to check.';

INSERT INTO books.balance (account_id, side, everyday, striped, balance_minor, version, floor_minor, ledger_account, currency)
SELECT
  a.id, CASE l.normal_side WHEN 'debit' THEN 1 ELSE -1 END,
  a.status = 'open' AND l.class <> 'Memo' AND l.retired_on IS NULL, false,
  b.balance_minor, b.version, a.floor_minor, a.ledger_account, a.currency
FROM books.balance_before_stripes b
JOIN books.account a ON a.id = b.account_id
JOIN books.ledger_account l ON l.code = a.ledger_account;
DROP TABLE books.balance_before_stripes;

DROP TABLE books.account_movement;
CREATE TABLE books.account_movement (
  account_id uuid NOT NULL,
  stripe smallint NOT NULL,
  business_date date NOT NULL,
  debit_minor numeric NOT NULL,
  credit_minor numeric NOT NULL,
  balance_minor bigint NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (account_id, stripe, business_date)
);
-- Deposits that stood overdrawn at the close of a day are few among all movements, and reports ask for just them.
CREATE INDEX account_movement_overdrawn ON books.account_movement (business_date) WHERE balance_minor > 0;
COMMENT ON TABLE books.account_movement IS
  'Debits and credits of an account on a closed business date, and where it stood at its close.';
COMMENT ON COLUMN books.account_movement.debit_minor IS
  'Numeric: balances are bounded, but what goes to and fro in a day is not, and a day must always be able to end.';
INSERT INTO books.account_movement (
  account_id, stripe, business_date, debit_minor, credit_minor, balance_minor, version
)
SELECT
  e.account_id, e.stripe, e.business_date, sum(greatest(e.amount_minor, 0)), sum(greatest(-e.amount_minor, 0)),
  (array_agg(e.balance_after_minor ORDER BY e.account_version DESC))[1], max(e.account_version)
FROM books.entry e JOIN books.closed_day USING (business_date) GROUP BY 1, 2, 3;

DROP TABLE books.ledger_movement;
CREATE TABLE books.ledger_movement (
  business_date date NOT NULL,
  ledger_account text NOT NULL,
  currency text NOT NULL,
  closing boolean NOT NULL,
  debit_minor numeric NOT NULL,
  credit_minor numeric NOT NULL,
  PRIMARY KEY (business_date, ledger_account, currency, closing)
);
COMMENT ON TABLE books.ledger_movement IS
  'Debits and credits of a ledger account on a closed business date; statements are summed from here.';
COMMENT ON COLUMN books.ledger_movement.closing IS 'True for entries of closing journals, which an income statement leaves out.';
INSERT INTO books.ledger_movement (business_date, ledger_account, currency, closing, debit_minor, credit_minor)
SELECT e.business_date, e.ledger_account, e.currency, j.type = 'CLOSING',
  sum(greatest(e.amount_minor, 0)), sum(greatest(-e.amount_minor, 0))
FROM books.entry e JOIN books.closed_day USING (business_date) JOIN books.journal j ON j.sequence = e.journal_sequence
GROUP BY 1, 2, 3, 4;

-- What counts from another date than the one it was booked on. The balance as of a value date is the booked balance of
-- that date plus these, so a back-dated posting costs one row however many entries follow.
CREATE TABLE books.value_shift (
  account_id uuid NOT NULL,
  stripe smallint NOT NULL,
  -- Digits of the distance in days as a binary number, negative where the value date lies ahead: what straddles a date
  -- with a distance below 2^n was booked within 2^n days of it, so a reading asks each class for its few days alone.
  lag_class smallint NOT NULL GENERATED ALWAYS AS (
    sign(business_date - value_date)::integer * length(ltrim(abs(business_date - value_date)::bit(16)::text, '0'))
  ) STORED,
  business_date date NOT NULL,
  value_date date NOT NULL CHECK (value_date <> business_date),
  net_minor bigint NOT NULL,
  PRIMARY KEY (account_id, stripe, lag_class, business_date, value_date)
);
COMMENT ON TABLE books.value_shift IS 'Per account, sum of the entries booked on one date that count from another.';
COMMENT ON COLUMN books.value_shift.lag_class IS 'How far apart the dates are: binary digits of the days, negative for a value date ahead.';
COMMENT ON COLUMN books.value_shift.net_minor IS 'Debits positive, credits negative.';
INSERT INTO books.value_shift (account_id, stripe, value_date, business_date, net_minor)
SELECT account_id, stripe, value_date, business_date, sum(amount_minor)
FROM books.entry WHERE value_date <> business_date GROUP BY 1, 2, 3, 4;

CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.balance EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.account_movement EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.ledger_movement EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.closed_day EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.value_shift EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.balance ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE books.account_movement ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.ledger_movement ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.closed_day ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.value_shift ENABLE ALWAYS TRIGGER never_deleted;
