-- What is held on an account is the sum of what is left of its active holds.
CREATE OR REPLACE FUNCTION books.verify_held()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  SELECT 'books.balance', format('account %s', b.account_id), format('held %s', b.held), format('held %s', coalesce(h.held, 0))
  FROM (SELECT account_id, sum(held_minor) AS held FROM books.balance GROUP BY account_id) b
  LEFT JOIN (
    SELECT account_id, sum(remaining_minor) AS held FROM books.hold WHERE state = 'active' GROUP BY account_id
  ) h USING (account_id)
  WHERE b.held <> coalesce(h.held, 0)
  ORDER BY b.account_id LIMIT 1
$$;
