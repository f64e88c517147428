-- What counts from another date than the one it was booked on is what the entries with two dates say.
CREATE OR REPLACE FUNCTION books.verify_value_shifts()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  SELECT 'books.value_shift',
    format('account %s, stripe %s, value date %s, business date %s', account_id, stripe, value_date, business_date),
    coalesce('net ' || s.net_minor, 'no row'), coalesce('net ' || e.net_minor, 'no row')
  FROM books.value_shift s
  FULL JOIN (
    SELECT account_id, stripe, value_date, business_date, sum(amount_minor) AS net_minor
    FROM books.entry WHERE value_date <> business_date GROUP BY 1, 2, 3, 4
  ) e USING (account_id, stripe, value_date, business_date)
  WHERE s.net_minor IS DISTINCT FROM e.net_minor
  ORDER BY value_date, account_id, stripe, business_date LIMIT 1
$$;
