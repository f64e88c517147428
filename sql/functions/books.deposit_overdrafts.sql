-- Per deposit control account, the sum of the balances that customers owe the bank at the close of a date: of today as it
-- stands, of a closed day as each account stood after the last day on which it moved.
CREATE OR REPLACE FUNCTION books.deposit_overdrafts(p_as_of date)
RETURNS TABLE (code text, overdrawn_minor numeric) LANGUAGE sql STABLE AS $$
  WITH at_date AS (
    SELECT b.ledger_account, CASE
        WHEN p_as_of >= d.business_date THEN b.balance_minor
        ELSE (
          SELECT m.balance_minor FROM books.account_movement m
          WHERE m.account_id = b.account_id AND m.stripe = b.stripe AND m.business_date <= p_as_of
          ORDER BY m.business_date DESC LIMIT 1)
      END AS balance_minor
    FROM books.balance b
    JOIN books.ledger_account l ON l.code = b.ledger_account AND l.subledger AND l.class = 'Liability'
    CROSS JOIN books.business_date d
    WHERE b.currency = 'USD'
  )
  SELECT ledger_account, sum(balance_minor) FROM at_date WHERE balance_minor > 0 GROUP BY ledger_account
$$;
