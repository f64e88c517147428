-- Per deposit control account, the sum of the balances that customers owe the bank at the close of a date. Taken from
-- today's balances less the movements since, because a report looks at a date not long ago.
CREATE OR REPLACE FUNCTION books.deposit_overdrafts(p_as_of date)
RETURNS TABLE (code text, overdrawn_minor numeric) LANGUAGE sql STABLE AS $$
  WITH since AS (
    SELECT account_id, sum(debit_minor - credit_minor) AS moved_minor
    FROM books.account_movement WHERE business_date > p_as_of GROUP BY account_id
  ), at_date AS (
    SELECT a.ledger_account, b.balance_minor - coalesce(since.moved_minor, 0) AS balance_minor
    FROM books.account a
    JOIN books.ledger_account l ON l.code = a.ledger_account AND l.subledger
    JOIN books.balance b ON b.account_id = a.id
    LEFT JOIN since ON since.account_id = a.id
    WHERE a.currency = 'USD'
  )
  SELECT ledger_account, sum(balance_minor) FROM at_date WHERE balance_minor > 0 GROUP BY ledger_account
$$;
