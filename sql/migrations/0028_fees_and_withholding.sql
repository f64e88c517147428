CREATE TABLE books.fee_decision (
  account_id uuid NOT NULL REFERENCES books.account,
  fee text NOT NULL CHECK (fee IN ('P12', 'P13')),
  period_start date NOT NULL,
  booked_on date NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('charged', 'waived', 'uncollected')),
  rule text NOT NULL,
  figure text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  PRIMARY KEY (account_id, fee, period_start)
);
COMMENT ON TABLE books.fee_decision IS 'Why a fee was charged or not. Append-only.';
COMMENT ON COLUMN books.fee_decision.period_start IS 'First day of the month of a maintenance fee (P12); the day of overdraft fees (P13).';
COMMENT ON COLUMN books.fee_decision.rule IS 'Which rule decided, such as minimum-balance.';
COMMENT ON COLUMN books.fee_decision.figure IS 'What the rule looked at: cents, or a number of items.';
COMMENT ON COLUMN books.fee_decision.amount_minor IS 'What the fee is, charged or not.';

CREATE TABLE books.overdraft_position (
  account_id uuid PRIMARY KEY REFERENCES books.account,
  reckoned_through date NOT NULL,
  numerator numeric(38, 0) NOT NULL
);
COMMENT ON TABLE books.overdraft_position IS 'Interest on overdrafts that was not charged yet, as numerators like those of interest_day.';
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.overdraft_position EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.overdraft_position ENABLE ALWAYS TRIGGER never_deleted;

ALTER TABLE books.customer ADD COLUMN backup_withholding boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN books.customer.backup_withholding IS '24 % of interest is kept for the IRS: the taxpayer number is not certified.';
CREATE TABLE books.withholding_change (
  customer_id uuid NOT NULL REFERENCES books.customer,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  business_date date NOT NULL,
  withhold boolean NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (customer_id, changed_at)
);
COMMENT ON TABLE books.withholding_change IS 'Who switched backup withholding on or off. Append-only.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.fee_decision EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.withholding_change EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.fee_decision ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.withholding_change ENABLE ALWAYS TRIGGER append_only;
