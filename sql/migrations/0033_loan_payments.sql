CREATE TABLE books.loan_payment (
  id uuid PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  account_id uuid NOT NULL REFERENCES books.loan,
  kind text NOT NULL CHECK (kind IN ('collection', 'payment', 'principal', 'payoff', 'recovery')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  interest_minor bigint NOT NULL CHECK (interest_minor >= 0),
  principal_minor bigint NOT NULL CHECK (principal_minor >= 0),
  late_fee_minor bigint NOT NULL CHECK (late_fee_minor >= 0),
  booked boolean NOT NULL,
  counted_minor bigint NOT NULL CHECK (counted_minor >= 0),
  journal_id uuid NOT NULL UNIQUE,
  business_date date NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  scope text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  UNIQUE (scope, key),
  CHECK (amount_minor = interest_minor + principal_minor + late_fee_minor)
);
COMMENT ON TABLE books.loan_payment IS 'What was paid on loans and what each payment paid. Append-only.';
COMMENT ON COLUMN books.loan_payment.booked IS 'Whether its interest was in the books; on a nonaccrual loan it is income only now.';
COMMENT ON COLUMN books.loan_payment.counted_minor IS 'How much of it counts towards the installments that were due.';
CREATE INDEX loan_payment_by_account ON books.loan_payment (account_id, sequence);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.loan_payment EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.loan_payment ENABLE ALWAYS TRIGGER append_only;

-- What the steps of a payment hand to one another.
CREATE TYPE books.loan_settlement AS (
  account_id uuid,
  kind text,
  amount_minor bigint,
  interest_minor bigint,
  principal_minor bigint,
  late_fee_minor bigint,
  counted_minor bigint,
  booked boolean,
  payer jsonb,
  journal_id uuid,
  scope text,
  key text,
  request_hash text,
  actor text
);
