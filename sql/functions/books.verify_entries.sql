-- An entry repeats the dates of its journal and the ledger account and currency of its account. Where none of a journal's
-- entries has its dates, it is the journal that was changed.
CREATE OR REPLACE FUNCTION books.verify_entries()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  WITH odd AS (
    SELECT e, j, concat_ws(', ', e.business_date, e.value_date, e.ledger_account, e.currency) AS said,
      CASE
        WHEN j.sequence IS NULL THEN 'a journal that exists'
        WHEN a.id IS NULL THEN 'an account that exists'
        ELSE concat_ws(', ', j.business_date, j.value_date, a.ledger_account, a.currency)
      END AS meant
    FROM books.entry e
    LEFT JOIN books.journal j ON j.sequence = e.journal_sequence
    LEFT JOIN books.account a ON a.id = e.account_id
    WHERE (e.business_date, e.value_date, e.ledger_account, e.currency)
      IS DISTINCT FROM (j.business_date, j.value_date, a.ledger_account, a.currency)
    ORDER BY e.journal_sequence, e.line_no LIMIT 1
  ), judged AS (
    SELECT odd.*, (odd.j).sequence IS NULL OR EXISTS (
      SELECT FROM books.entry e WHERE e.journal_sequence = (odd.j).sequence
        AND (e.business_date, e.value_date) = ((odd.j).business_date, (odd.j).value_date)) AS is_entry
    FROM odd
  )
  SELECT
    CASE WHEN is_entry THEN 'books.entry' ELSE 'books.journal' END,
    CASE WHEN is_entry THEN books.verify_entry_key(e) ELSE format('sequence %s (%s)', (j).sequence, (j).id) END,
    CASE WHEN is_entry THEN said ELSE concat_ws(', ', (j).business_date, (j).value_date) END,
    CASE WHEN is_entry THEN meant ELSE concat_ws(', ', (e).business_date, (e).value_date) || ', by its entries' END
  FROM judged
$$;
