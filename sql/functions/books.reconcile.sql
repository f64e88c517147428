-- Control accounts: what the ledger moved, up to now, beside the balances of the accounts under it. Suspense accounts
-- (1650, 2390) should be zero: since when they have not been, by the close of each day. Interest owed on deposits stands in 2300.
CREATE OR REPLACE FUNCTION books.reconcile(p_date date)
RETURNS TABLE (kind text, ledger_account text, subledger_minor numeric, ledger_minor numeric, open_since date)
LANGUAGE sql STABLE AS $$
  WITH ledger AS MATERIALIZED (
    SELECT m.ledger_account, sum(m.debit_minor - m.credit_minor) AS minor
    FROM books.ledger_movements('-infinity', p_date) m WHERE m.currency = 'USD' GROUP BY 1
  ), subledger AS (
    SELECT b.ledger_account, sum(b.balance_minor) AS minor FROM books.balance b WHERE b.currency = 'USD' GROUP BY 1
  ), suspense AS (
    SELECT ledger_account, business_date, sum(debit_minor - credit_minor) OVER (PARTITION BY ledger_account ORDER BY business_date) AS minor
    FROM books.ledger_movements('-infinity', p_date) WHERE ledger_account IN ('1650', '2390') AND currency = 'USD'
  ), open_item AS (
    -- Since the first day after the last one at whose close it was zero.
    SELECT s.ledger_account, min(s.business_date) AS since
    FROM suspense s
    WHERE s.business_date > coalesce((
      SELECT max(z.business_date) FROM suspense z WHERE z.ledger_account = s.ledger_account AND z.minor = 0), '-infinity')
    GROUP BY 1
  )
  SELECT 'control', l.code, coalesce(s.minor, 0), coalesce(g.minor, 0), NULL::date
  FROM books.ledger_account l LEFT JOIN ledger g ON g.ledger_account = l.code LEFT JOIN subledger s ON s.ledger_account = l.code
  WHERE l.subledger
  UNION ALL
  SELECT 'suspense', l.code, 0, coalesce(g.minor, 0), o.since
  FROM books.ledger_account l LEFT JOIN ledger g ON g.ledger_account = l.code LEFT JOIN open_item o ON o.ledger_account = l.code
  WHERE l.code IN ('1650', '2390')
  UNION ALL
  SELECT 'interest', '2300', -books.interest_owed(), coalesce(sum(g.minor), 0), NULL::date FROM ledger g WHERE g.ledger_account = '2300'
$$;
