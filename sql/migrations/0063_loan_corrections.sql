-- squawk-ignore-file constraint-missing-not-valid, adding-field-with-default, require-concurrent-index-creation
-- A payment that is taken back leaves the loan as if it had never come; so each one remembers what it found.
ALTER TABLE books.loan_payment ADD COLUMN found jsonb;
COMMENT ON COLUMN books.loan_payment.found IS 'The row of the loan before it; null for payments of before, which can''t be taken back.';
CREATE TABLE books.loan_payment_reversal (
  payment_id uuid PRIMARY KEY REFERENCES books.loan_payment,
  account_id uuid NOT NULL REFERENCES books.loan,
  journal_id uuid NOT NULL UNIQUE,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 140),
  business_date date NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  scope text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  UNIQUE (scope, key)
);
COMMENT ON TABLE books.loan_payment_reversal IS 'Payments on loans that were taken back, once each. Append-only.';
CREATE INDEX loan_payment_reversal_by_account ON books.loan_payment_reversal (account_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.loan_payment_reversal EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.loan_payment_reversal ENABLE ALWAYS TRIGGER append_only;

-- A loan that returns to accrual brings interest along that was never income: receivable again, earned over the rest of the term.
ALTER TABLE books.loan ADD COLUMN restored_minor bigint NOT NULL DEFAULT 0 CHECK (restored_minor >= 0);
COMMENT ON COLUMN books.loan.restored_minor IS 'Interest that was receivable again when the loan returned to accrual; unearned (1498) until it is income, as fees are.';
ALTER TABLE books.loan ADD COLUMN restored_on date;
COMMENT ON COLUMN books.loan.restored_on IS 'When it returned to accrual for the last time; null if it never did.';
ALTER TABLE books.loan ADD COLUMN restored_earned_minor bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN books.loan.restored_earned_minor IS 'How much of restored_minor is income by now.';
ALTER TABLE books.loan ADD CONSTRAINT loan_restored_check CHECK (restored_earned_minor BETWEEN 0 AND restored_minor);
ALTER TABLE books.loan_event DROP CONSTRAINT loan_event_kind_check;
ALTER TABLE books.loan_event ADD CONSTRAINT loan_event_kind_check
  CHECK (kind IN ('originated', 'missed', 'late-fee', 'nonaccrual', 'accrual', 'charged-off', 'paid-off'));
ALTER TABLE books.loan_event ADD COLUMN note text;
COMMENT ON COLUMN books.loan_event.note IS 'Why somebody decided it; null where the day''s end did.';
ALTER TABLE books.loan_event ADD COLUMN scope text;
ALTER TABLE books.loan_event ADD COLUMN key text;
ALTER TABLE books.loan_event ADD COLUMN request_hash text;
COMMENT ON COLUMN books.loan_event.key IS 'With the scope, the request that decided it; null where the day''s end did.';
CREATE UNIQUE INDEX loan_event_by_request ON books.loan_event (scope, key);
