CREATE OR REPLACE VIEW bank.loan AS
SELECT
  l.account_id, a.number, a.customer_id, l.product, l.method, l.status, l.rate_ppm, l.term_months, l.disbursed_on, l.first_due_on,
  l.next_due_on, l.payment_account AS payment_account_id, l.accrued_through, l.principal_minor::text AS principal_minor,
  l.payment_minor::text AS payment_minor, l.fee_minor::text AS fee_minor, l.late_fees_minor::text AS late_fees_minor,
  l.charged_off_minor::text AS charged_off_minor, l.recovered_minor::text AS recovered_minor
FROM books.loan l JOIN books.account a ON a.id = l.account_id;
COMMENT ON VIEW bank.loan IS 'Loans as they were agreed and where they stand; bank.read_loan has what is owed.';
COMMENT ON COLUMN bank.loan.principal_minor IS 'As it was paid out; what is left of it is the balance of the account.';
COMMENT ON COLUMN bank.loan.next_due_on IS 'Null when nothing is asked for any more; else the due date of the first installment that is not paid in full.';
