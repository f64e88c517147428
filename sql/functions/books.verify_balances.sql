-- A balance is the sum of the entries of its account and stripe, its version their number.
CREATE OR REPLACE FUNCTION books.verify_balances()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  SELECT 'books.balance', format('account %s, stripe %s', account_id, stripe),
    coalesce(format('balance %s, version %s', b.balance_minor, b.version), 'no row'),
    format('balance %s, version %s', coalesce(e.total, 0), coalesce(e.entries, 0))
  FROM books.balance b
  FULL JOIN (
    SELECT account_id, stripe, sum(amount_minor) AS total, count(*) AS entries FROM books.entry GROUP BY account_id, stripe
  ) e USING (account_id, stripe)
  WHERE (b.balance_minor = coalesce(e.total, 0) AND b.version = coalesce(e.entries, 0)) IS NOT TRUE
  ORDER BY account_id, stripe LIMIT 1
$$;
