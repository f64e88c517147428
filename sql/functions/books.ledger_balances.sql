-- Balance of each ledger account with entries at the close of a date, debits positive. Nominal accounts count from
-- 1 January: what an earlier year left in them, because it was never closed, belongs to retained earnings.
CREATE OR REPLACE FUNCTION books.ledger_balances(p_as_of date)
RETURNS TABLE (code text, balance_minor numeric) LANGUAGE sql STABLE AS $$
  SELECT
    CASE
      WHEN l.class IN ('Income', 'Expense') AND m.business_date < date_trunc('year', p_as_of::timestamp) THEN '3040'
      ELSE m.ledger_account
    END,
    sum(m.debit_minor - m.credit_minor)
  FROM books.ledger_movements('-infinity', p_as_of) m JOIN books.ledger_account l ON l.code = m.ledger_account
  WHERE m.currency = 'USD'
  GROUP BY 1
$$;
