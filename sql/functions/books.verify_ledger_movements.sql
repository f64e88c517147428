-- What a closed day moved on a ledger account is what its entries say: adjustments at the date they count in, closing
-- journals, and what takes them back, apart.
CREATE OR REPLACE FUNCTION books.verify_ledger_movements()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  WITH of_day AS (
    SELECT coalesce(j.adjusts_on, e.business_date) AS business_date, e.business_date AS booked_on, e.ledger_account, e.currency,
      j.type = 'CLOSING' OR coalesce(target.type = 'CLOSING', false) AS closing,
      sum(greatest(e.amount_minor, 0)) AS debit_minor, sum(greatest(-e.amount_minor, 0)) AS credit_minor
    FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence
    LEFT JOIN books.journal target ON target.id = j.reverses_id
    JOIN books.closed_day d ON d.business_date = e.business_date
    GROUP BY 1, 2, 3, 4, 5
  )
  SELECT 'books.ledger_movement',
    format('%s, booked on %s, ledger account %s, %s, closing %s', business_date, booked_on, ledger_account, currency, closing),
    CASE WHEN m.debit_minor IS NULL THEN 'no row' ELSE format('debit %s, credit %s', m.debit_minor, m.credit_minor) END,
    CASE WHEN o.debit_minor IS NULL THEN 'no row' ELSE format('debit %s, credit %s', o.debit_minor, o.credit_minor) END
  FROM books.ledger_movement m FULL JOIN of_day o USING (business_date, booked_on, ledger_account, currency, closing)
  WHERE (m.debit_minor, m.credit_minor) IS DISTINCT FROM (o.debit_minor, o.credit_minor)
  ORDER BY business_date, booked_on, ledger_account, currency, closing LIMIT 1
$$;
