-- Entry by entry: the running balance is the sum so far, versions count from 1 without a gap, journals follow one another.
CREATE OR REPLACE FUNCTION books.verify_running_balances()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  SELECT 'books.entry', books.verify_entry_key(history.e),
    format('amount %s, balance after %s, version %s', (history.e).amount_minor, (history.e).balance_after_minor,
      (history.e).account_version),
    format('balance after %s, version %s, a journal after %s', history.total, history.place, coalesce(history.previous, 0))
  FROM (
    SELECT e, sum(e.amount_minor) OVER w AS total, row_number() OVER w AS place, lag(e.journal_sequence) OVER w AS previous
    FROM books.entry e WINDOW w AS (PARTITION BY e.account_id, e.stripe ORDER BY e.account_version)
  ) history
  WHERE (history.e).balance_after_minor <> history.total OR (history.e).account_version <> history.place
    OR (history.e).journal_sequence < history.previous
  ORDER BY (history.e).account_id, (history.e).stripe, (history.e).account_version LIMIT 1
$$;
