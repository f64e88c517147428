-- Checks that were deposited over the counter. The journal credits all of a check at once; its parts say on which day
-- Regulation CC makes how much of it available, and a hold each keeps the rest back until then.
CREATE TABLE books.check_deposit (
  journal_id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES books.account,
  customer_id uuid NOT NULL REFERENCES books.customer,
  class text NOT NULL CHECK (class IN ('special', 'other')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  business_date date NOT NULL,
  recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE books.check_deposit IS 'Checks deposited over the counter. Append-only.';
COMMENT ON COLUMN books.check_deposit.class IS 'special: a check of 12 CFR 229.10(c)(1)(i) to (v), handed in by its payee.';
CREATE INDEX check_deposit_by_customer ON books.check_deposit (customer_id, business_date);
CREATE INDEX check_deposit_by_date ON books.check_deposit (business_date);

CREATE TABLE books.check_part (
  check_id uuid NOT NULL REFERENCES books.check_deposit,
  available_on date NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  reason text CHECK (reason IN ('new-account', 'large-deposit')),
  hold_id uuid NOT NULL UNIQUE REFERENCES books.hold,
  PRIMARY KEY (check_id, available_on)
);
COMMENT ON TABLE books.check_part IS 'When how much of a check becomes available. Append-only.';
COMMENT ON COLUMN books.check_part.reason IS 'Why it is held longer than usual; null where it is not.';

CREATE TABLE books.check_collection (
  check_id uuid PRIMARY KEY REFERENCES books.check_deposit,
  journal_id uuid NOT NULL,
  business_date date NOT NULL
);
COMMENT ON TABLE books.check_collection IS 'Checks that were collected, and the journal of the day that did it. Append-only.';
CREATE INDEX check_collection_by_date ON books.check_collection (business_date);

CREATE TABLE books.check_return (
  check_id uuid PRIMARY KEY REFERENCES books.check_deposit,
  journal_id uuid NOT NULL UNIQUE,
  reason text NOT NULL,
  business_date date NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL
);
COMMENT ON TABLE books.check_return IS 'Checks that came back unpaid, once each. Append-only.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.check_deposit EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.check_part EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.check_collection EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.check_return EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.check_deposit ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.check_part ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.check_collection ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.check_return ENABLE ALWAYS TRIGGER append_only;
