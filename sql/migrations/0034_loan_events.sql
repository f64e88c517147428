CREATE TABLE books.loan_event (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES books.loan,
  kind text NOT NULL CHECK (kind IN ('originated', 'missed', 'late-fee', 'nonaccrual', 'charged-off', 'paid-off')),
  business_date date NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  installment integer,
  journal_id uuid,
  recorded_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
  actor text NOT NULL
);
COMMENT ON TABLE books.loan_event IS 'What happened to loans beside payments. Append-only.';
COMMENT ON COLUMN books.loan_event.amount_minor IS
  'Paid out; short of the installment; the fee; interest taken out of the books; principal given up; paid last.';
CREATE INDEX loan_event_by_account ON books.loan_event (account_id, sequence);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.loan_event EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.loan_event ENABLE ALWAYS TRIGGER append_only;

CREATE TABLE books.loan_allowance (
  business_date date PRIMARY KEY,
  before_minor bigint NOT NULL,
  required_minor bigint NOT NULL CHECK (required_minor >= 0),
  provision_minor bigint NOT NULL CHECK (provision_minor = required_minor - before_minor),
  journal_id uuid
);
COMMENT ON TABLE books.loan_allowance IS 'What the loans one by one require at a quarter''s end, and what was provided. Append-only.';
COMMENT ON COLUMN books.loan_allowance.before_minor IS
  'Allowance for the loans of the sub-ledger alone; what the bank holds for loans that it keeps in total is not part of it.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.loan_allowance EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.loan_allowance ENABLE ALWAYS TRIGGER append_only;
