-- A certificate of deposit is an account with a term: what was put in can't be taken out before its end without a penalty.
CREATE TABLE books.certificate (
  account_id uuid PRIMARY KEY REFERENCES books.account,
  term_months smallint NOT NULL CHECK (term_months > 0),
  grace_days smallint NOT NULL CHECK (grace_days >= 0),
  penalty_days smallint NOT NULL CHECK (penalty_days >= 0),
  at_maturity text NOT NULL CHECK (at_maturity IN ('renew', 'pay-out')),
  payout_account uuid REFERENCES books.account,
  CHECK (at_maturity = 'renew' OR payout_account IS NOT NULL)
);
COMMENT ON TABLE books.certificate IS 'What was agreed for a certificate of deposit. The floor of its account is the money that is bound.';
COMMENT ON COLUMN books.certificate.grace_days IS 'Calendar days after a renewal in which it may be withdrawn without a penalty.';
COMMENT ON COLUMN books.certificate.payout_account IS 'Where the money goes when it is not renewed.';

CREATE TABLE books.certificate_term (
  account_id uuid NOT NULL REFERENCES books.certificate,
  starts_on date NOT NULL,
  matures_on date NOT NULL CHECK (matures_on > starts_on),
  rate_ppm integer NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  PRIMARY KEY (account_id, starts_on)
);
COMMENT ON TABLE books.certificate_term IS 'Terms of a certificate with the rate fixed for each; a renewal is a further row. Append-only.';
COMMENT ON COLUMN books.certificate_term.matures_on IS 'A business day; the day itself earns no more under this term.';
CREATE INDEX certificate_term_by_maturity ON books.certificate_term (matures_on);

CREATE TABLE books.certificate_withdrawal (
  key text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES books.certificate,
  paid_to uuid NOT NULL REFERENCES books.account,
  booked_on date NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  penalty_minor bigint NOT NULL CHECK (penalty_minor BETWEEN 0 AND amount_minor),
  expense_reduced_minor bigint NOT NULL CHECK (expense_reduced_minor BETWEEN 0 AND penalty_minor),
  interest_minor bigint NOT NULL CHECK (interest_minor >= 0),
  actor text NOT NULL
);
COMMENT ON TABLE books.certificate_withdrawal IS 'Withdrawals from certificates before maturity or within the grace period. Append-only.';
COMMENT ON COLUMN books.certificate_withdrawal.expense_reduced_minor IS
  'Part of the penalty that takes back interest accrued or paid; the rest is income.';
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.certificate EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.certificate_term EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.certificate_withdrawal EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.certificate ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE books.certificate_term ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.certificate_withdrawal ENABLE ALWAYS TRIGGER append_only;
