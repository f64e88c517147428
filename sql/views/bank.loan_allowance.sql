CREATE OR REPLACE VIEW bank.loan_allowance AS
SELECT business_date, before_minor::text AS before_minor, required_minor::text AS required_minor,
  provision_minor::text AS provision_minor, journal_id
FROM books.loan_allowance;
COMMENT ON VIEW bank.loan_allowance IS 'What the loans of the sub-ledger required as allowance at each quarter''s end, and what was provided.';
COMMENT ON COLUMN bank.loan_allowance.journal_id IS 'Null where nothing had to be provided.';
