-- Per deposit control account, the sum of the balances that customers owe the bank at the close of a date: of today as it
-- stands, of a closed day as each account stood after the last day on which it moved.
CREATE OR REPLACE FUNCTION books.deposit_overdrafts(p_as_of date)
RETURNS TABLE (code text, overdrawn_minor numeric) LANGUAGE sql STABLE AS $$
  SELECT b.ledger_account, sum(b.balance_minor)
  FROM books.balance b JOIN books.ledger_account l ON l.code = b.ledger_account AND l.subledger AND l.class = 'Liability'
  WHERE b.currency = 'USD' AND b.balance_minor > 0 AND p_as_of >= (SELECT business_date FROM books.business_date)
  GROUP BY b.ledger_account
  UNION ALL
  SELECT o.ledger_account, sum(o.balance_minor) FROM books.overdrawn_states(p_as_of, p_as_of) o
  WHERE p_as_of < (SELECT business_date FROM books.business_date)
  GROUP BY o.ledger_account
$$;
