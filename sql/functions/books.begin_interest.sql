-- Accounts of products that pay interest get their position: they earn from this business date on, and all that is booked
-- today is still to be reckoned.
CREATE OR REPLACE FUNCTION books.begin_interest(p_date date)
RETURNS void LANGUAGE sql SET jit = false AS $$
  INSERT INTO books.interest_position (account_id, accrued_through, account_version, numerator)
  SELECT a.id, p_date - 1, b.version - coalesce(today.entries, 0), 0
  FROM books.account a
  JOIN books.balance b ON b.account_id = a.id AND b.stripe = 0
  LEFT JOIN (
    SELECT account_id, count(*) AS entries FROM books.entry
    WHERE journal_sequence > books.last_closed_sequence() AND journal_sequence < 9223372036854775807 GROUP BY account_id
  ) today ON today.account_id = a.id
  WHERE a.status = 'open' AND a.customer_id IS NOT NULL AND a.currency = 'USD'
    AND a.product IN (SELECT product FROM books.deposit_rate WHERE rate_ppm > 0)
    AND NOT EXISTS (SELECT FROM books.interest_position p WHERE p.account_id = a.id)
  ORDER BY a.id
$$;
