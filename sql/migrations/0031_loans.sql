-- What was agreed with a borrower, and where the loan stands. What is owed of the principal is the balance of its account.
CREATE TABLE books.loan (
  account_id uuid PRIMARY KEY REFERENCES books.account,
  product text NOT NULL,
  terms_from date NOT NULL,
  method text NOT NULL CHECK (method IN ('ACT/365', '30/360')),
  principal_minor bigint NOT NULL CHECK (principal_minor > 0),
  rate_ppm integer NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  term_months integer NOT NULL CHECK (term_months BETWEEN 1 AND 480),
  payment_minor bigint NOT NULL CHECK (payment_minor > 0),
  fee_minor bigint NOT NULL CHECK (fee_minor >= 0),
  disbursed_on date NOT NULL,
  interest_from date NOT NULL,
  first_due_on date NOT NULL CHECK (first_due_on > interest_from),
  last_due_on date NOT NULL CHECK (last_due_on >= first_due_on),
  payment_account uuid NOT NULL REFERENCES books.account,
  status text NOT NULL CHECK (status IN ('performing', 'nonaccrual', 'charged-off', 'paid')),
  accrued_through date NOT NULL,
  interest_numerator numeric(38, 0) NOT NULL DEFAULT 0,
  unbooked_numerator numeric(38, 0) NOT NULL DEFAULT 0,
  billed_minor bigint NOT NULL DEFAULT 0 CHECK (billed_minor >= 0),
  fee_earned_minor bigint NOT NULL DEFAULT 0,
  late_fees_minor bigint NOT NULL DEFAULT 0 CHECK (late_fees_minor >= 0),
  covered integer NOT NULL DEFAULT 0,
  covered_part_minor bigint NOT NULL DEFAULT 0 CHECK (covered_part_minor >= 0),
  next_due_on date,
  late_through integer NOT NULL DEFAULT 0,
  charged_off_minor bigint NOT NULL DEFAULT 0,
  recovered_minor bigint NOT NULL DEFAULT 0 CHECK (recovered_minor <= charged_off_minor),
  scope text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  journal_id uuid NOT NULL,
  UNIQUE (scope, key),
  FOREIGN KEY (product, terms_from) REFERENCES books.loan_terms (product, valid_from),
  CHECK (fee_earned_minor BETWEEN 0 AND fee_minor)
) WITH (fillfactor = 60);
COMMENT ON TABLE books.loan IS 'Loans, one for each account under a loan ledger account; changed by originating, paying and the day''s end alone.';
COMMENT ON COLUMN books.loan.terms_from IS 'Which terms of its product it was made under; they stay with it.';
COMMENT ON COLUMN books.loan.accrued_through IS 'Last calendar day whose interest is in the numerators.';
COMMENT ON COLUMN books.loan.interest_numerator IS
  'Interest in the books and unpaid: cents x ppm x days, over a million times the days of the method''s year.';
COMMENT ON COLUMN books.loan.unbooked_numerator IS 'Interest that a nonaccrual loan owes and the books do not show.';
COMMENT ON COLUMN books.loan.billed_minor IS 'By 30/360: interest of months that are over, in the books and unpaid; a payment pays this and not what the month under way has earned.';
COMMENT ON COLUMN books.loan.fee_earned_minor IS 'How much of the origination fee is income by now; the rest is unearned (1498).';
COMMENT ON COLUMN books.loan.late_fees_minor IS 'Charged and unpaid; income only when they are paid.';
COMMENT ON COLUMN books.loan.covered IS 'How many installments are paid in full; covered_part_minor is paid of the next one.';
COMMENT ON COLUMN books.loan.next_due_on IS 'Due date of the first installment that is not paid in full; days past due count from it.';
COMMENT ON COLUMN books.loan.late_through IS 'The last installment a late fee was charged for.';
COMMENT ON COLUMN books.loan.scope IS 'With the key, the request it came from.';
CREATE SEQUENCE books.loan_number START 4000000001;
COMMENT ON SEQUENCE books.loan_number IS 'Account numbers of loans that were asked for without one.';
CREATE INDEX loan_by_next_due ON books.loan (next_due_on) WHERE next_due_on IS NOT NULL;
CREATE INDEX loan_by_payment_account ON books.loan (payment_account);
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.loan EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.loan ENABLE ALWAYS TRIGGER never_deleted;
