-- Loans beside their schedules, payments, events and what the ledger holds for them.
CREATE OR REPLACE FUNCTION books.verify_loans()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  SELECT * FROM (
    SELECT * FROM books.verify_loan_payments()
    UNION ALL
    SELECT * FROM books.verify_loan_rows()
    UNION ALL
    SELECT * FROM books.verify_loan_ledger()
  ) found LIMIT 1
$$;
