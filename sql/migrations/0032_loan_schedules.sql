CREATE TABLE books.loan_installment (
  account_id uuid NOT NULL REFERENCES books.loan,
  n integer NOT NULL CHECK (n > 0),
  starts_on date NOT NULL,
  due_on date NOT NULL CHECK (due_on > starts_on),
  payment_minor bigint NOT NULL CHECK (payment_minor > 0),
  interest_minor bigint NOT NULL CHECK (interest_minor >= 0),
  principal_minor bigint NOT NULL CHECK (principal_minor > 0),
  balance_after_minor bigint NOT NULL CHECK (balance_after_minor >= 0),
  PRIMARY KEY (account_id, n),
  CHECK (payment_minor = interest_minor + principal_minor)
);
COMMENT ON TABLE books.loan_installment IS 'The schedule as it was agreed. Append-only.';
COMMENT ON COLUMN books.loan_installment.starts_on IS 'First day whose interest belongs to it; the last is the day before due_on.';
COMMENT ON COLUMN books.loan_installment.due_on IS 'As agreed; on a day without business it is collected on the next one.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.loan_installment EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.loan_installment ENABLE ALWAYS TRIGGER append_only;

-- Of a product and a method, all interest that was ever booked: the ledger follows its sum, rounded once, and not the sum
-- of rounded loans.
CREATE TABLE books.loan_accrual (
  product text NOT NULL REFERENCES books.product,
  method text NOT NULL,
  income_account text NOT NULL REFERENCES books.ledger_account,
  numerator numeric(38, 0) NOT NULL,
  PRIMARY KEY (product, method, income_account)
);
COMMENT ON TABLE books.loan_accrual IS 'Interest booked so far for the loans of a product, exact; what the ledger got is this rounded half up.';
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.loan_accrual EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.loan_accrual ENABLE ALWAYS TRIGGER never_deleted;
