-- What a closed day moved on an account, and where it stood at its close, is what its entries say.
CREATE OR REPLACE FUNCTION books.verify_account_movements()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  WITH of_day AS (
    SELECT account_id, stripe, business_date, sum(greatest(amount_minor, 0)) AS debit_minor,
      sum(greatest(-amount_minor, 0)) AS credit_minor, sum(amount_minor) AS net_minor, count(*) AS entries
    FROM books.entry JOIN books.closed_day USING (business_date) GROUP BY account_id, stripe, business_date
  ), at_close AS (
    SELECT account_id, stripe, business_date, debit_minor, credit_minor, sum(net_minor) OVER w AS balance_minor,
      sum(entries) OVER w AS version
    FROM of_day WINDOW w AS (PARTITION BY account_id, stripe ORDER BY business_date)
  )
  SELECT 'books.account_movement', format('account %s, stripe %s, %s', account_id, stripe, business_date),
    CASE WHEN m.debit_minor IS NULL THEN 'no row'
      ELSE format('debit %s, credit %s, balance %s, version %s', m.debit_minor, m.credit_minor, m.balance_minor, m.version) END,
    CASE WHEN c.debit_minor IS NULL THEN 'no row'
      ELSE format('debit %s, credit %s, balance %s, version %s', c.debit_minor, c.credit_minor, c.balance_minor, c.version) END
  FROM books.account_movement m FULL JOIN at_close c USING (account_id, stripe, business_date)
  WHERE (m.debit_minor, m.credit_minor, m.balance_minor, m.version)
    IS DISTINCT FROM (c.debit_minor, c.credit_minor, c.balance_minor, c.version)
  ORDER BY business_date, account_id, stripe LIMIT 1
$$;
