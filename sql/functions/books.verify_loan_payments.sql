-- Every payment has its journal, which takes from the loan what the payment says; and nothing else ever touched a loan but
-- its payments, those that were taken back, its paying out and its charge-off.
CREATE OR REPLACE FUNCTION books.verify_loan_payments()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  WITH moved AS (
    SELECT e.account_id, j.id AS journal_id, sum(e.amount_minor) AS minor
    FROM books.account a
    JOIN books.ledger_account g ON g.code = a.ledger_account AND g.class = 'Asset'
    JOIN books.entry e ON e.account_id = a.id
    JOIN books.journal j ON j.sequence = e.journal_sequence
    WHERE a.customer_id IS NOT NULL GROUP BY 1, 2
  ), known AS (
    SELECT account_id, journal_id, -principal_minor AS minor
    FROM books.loan_payment WHERE kind <> 'recovery' AND principal_minor > 0
    UNION ALL
    SELECT r.account_id, r.journal_id, p.principal_minor
    FROM books.loan_payment_reversal r JOIN books.loan_payment p ON p.id = r.payment_id
    WHERE p.kind <> 'recovery' AND p.principal_minor > 0
    UNION ALL
    SELECT account_id, journal_id, CASE kind WHEN 'originated' THEN amount_minor ELSE -amount_minor END
    FROM books.loan_event WHERE kind IN ('originated', 'charged-off') AND amount_minor > 0
  )
  SELECT 'books.loan_payment', format('journal %s', journal_id), coalesce(k.minor::text, 'nothing'), coalesce(m.minor::text, 'nothing')
  FROM moved m FULL JOIN known k USING (account_id, journal_id)
  WHERE m.minor IS DISTINCT FROM k.minor ORDER BY journal_id LIMIT 1
$$;
