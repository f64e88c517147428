-- A ledger account stands where the accounts under it stand together: its movements of closed days and the entries of the
-- day under way on one side, balances on the other.
CREATE OR REPLACE FUNCTION books.verify_control_accounts()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  WITH moved AS (
    SELECT ledger_account, currency, debit_minor - credit_minor AS net_minor FROM books.ledger_movement
    UNION ALL
    SELECT e.ledger_account, e.currency, e.amount_minor
    FROM books.entry e WHERE NOT EXISTS (SELECT FROM books.closed_day d WHERE d.business_date = e.business_date)
  ), control AS (
    SELECT ledger_account, currency, sum(net_minor) AS balance_minor FROM moved GROUP BY 1, 2
  ), subledger AS (
    SELECT a.ledger_account, a.currency, sum(b.balance_minor) AS balance_minor
    FROM books.account a JOIN books.balance b ON b.account_id = a.id GROUP BY 1, 2
  )
  SELECT 'books.ledger_account', format('%s, %s', ledger_account, currency),
    format('balance %s', coalesce(c.balance_minor, 0)), format('balance %s, the sum of its accounts', coalesce(s.balance_minor, 0))
  FROM control c FULL JOIN subledger s USING (ledger_account, currency)
  WHERE coalesce(c.balance_minor, 0) <> coalesce(s.balance_minor, 0)
  ORDER BY ledger_account, currency LIMIT 1
$$;
