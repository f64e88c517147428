-- A month is over when the books have left it: nothing is ever booked in it again, so its statement stands. That in which an
-- account was closed is its last.
CREATE OR REPLACE FUNCTION bank.statement_months(p_account uuid)
RETURNS TABLE (month text, from_date date, to_date date, closed boolean, closing_minor text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT to_char(m.first, 'YYYY-MM'), m.first::date, books.month_end(m.first::date), over.closed,
    CASE WHEN over.closed THEN -stood.balance_minor END::text
  FROM books.account a
  JOIN books.ledger_account l ON l.code = a.ledger_account AND l.class = 'Liability'
  JOIN books.balance b ON b.account_id = a.id AND b.stripe = 0
  CROSS JOIN books.business_date d
  CROSS JOIN LATERAL generate_series(
    date_trunc('month', a.opened_on::timestamp), date_trunc('month', coalesce(a.closed_on, d.business_date)::timestamp), interval '1 month') m (first)
  CROSS JOIN LATERAL (SELECT d.business_date > books.month_end(m.first::date) AS closed) over
  CROSS JOIN LATERAL books.booked_balance(b, books.month_end(m.first::date), b.version) stood
  WHERE a.id = p_account AND a.customer_id IS NOT NULL
  ORDER BY m.first DESC
$$;
COMMENT ON FUNCTION bank.statement_months IS
  'Months of a customer''s deposit, newest first: whether the books have left it, and the balance at its close; none for a loan.';
GRANT EXECUTE ON FUNCTION bank.statement_months TO bank_app, bank_operator;
