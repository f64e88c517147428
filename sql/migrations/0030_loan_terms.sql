-- What a loan product costs its borrower and how careful the bank is with it, from a date on. A change is another row.
CREATE TABLE books.loan_terms (
  product text NOT NULL REFERENCES books.product,
  valid_from date NOT NULL,
  method text NOT NULL CHECK (method IN ('ACT/365', '30/360')),
  rate_ppm integer NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  income_account text NOT NULL REFERENCES books.ledger_account,
  late_fee_minor bigint NOT NULL CHECK (late_fee_minor >= 0),
  late_fee_ppm integer NOT NULL CHECK (late_fee_ppm BETWEEN 0 AND 1000000),
  grace_days integer NOT NULL CHECK (grace_days >= 0),
  nonaccrual_days integer NOT NULL CHECK (nonaccrual_days > 0),
  charge_off_days integer NOT NULL CHECK (charge_off_days >= nonaccrual_days),
  loss_rate_ppm integer NOT NULL CHECK (loss_rate_ppm BETWEEN 0 AND 1000000),
  nonaccrual_loss_ppm integer NOT NULL CHECK (nonaccrual_loss_ppm BETWEEN loss_rate_ppm AND 1000000),
  PRIMARY KEY (product, valid_from)
);
COMMENT ON TABLE books.loan_terms IS 'Terms of loan products, each from a date on. Append-only.';
COMMENT ON COLUMN books.loan_terms.method IS
  'ACT/365: simple interest for each calendar day; 30/360: a twelfth of the rate for each month, on no more than the schedule leaves.';
COMMENT ON COLUMN books.loan_terms.rate_ppm IS 'Parts per million a year, unless a loan agrees on another rate.';
COMMENT ON COLUMN books.loan_terms.late_fee_ppm IS 'Of the installment, on top of late_fee_minor; charged once, when its grace is over.';
COMMENT ON COLUMN books.loan_terms.nonaccrual_days IS 'Days past due from which no interest is booked any more.';
COMMENT ON COLUMN books.loan_terms.charge_off_days IS 'Days past due from which what is left is charged off, at the end of that month.';
COMMENT ON COLUMN books.loan_terms.loss_rate_ppm IS 'Share of the principal that is expected to be lost over the life of the loans.';
COMMENT ON COLUMN books.loan_terms.nonaccrual_loss_ppm IS 'The same for each loan on which interest is booked no more.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.loan_terms EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.loan_terms ENABLE ALWAYS TRIGGER append_only;
COMMENT ON COLUMN books.ledger_account.subledger IS
  'Control account of customers'' accounts. Deposits stand on these alone; loans may be kept in total on a house account besides.';
