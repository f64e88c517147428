CREATE OR REPLACE FUNCTION bank.payee_years(p_year integer, p_customer uuid DEFAULT NULL)
RETURNS TABLE (
  customer_id uuid, customer_number text, customer_name text, interest_minor text, withheld_minor text, penalty_minor text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_from date := make_date(p_year, 1, 1);
  v_to date := books.reached_date(v_from, make_date(p_year, 12, 31));
BEGIN
  RETURN QUERY
  WITH year AS (
    SELECT a.customer_id AS id, coalesce(sum(-e.amount_minor) FILTER (WHERE e.what = 'interest'), 0) AS interest,
      coalesce(sum(e.amount_minor) FILTER (WHERE e.what = 'withheld'), 0) AS withheld,
      coalesce(sum(e.amount_minor) FILTER (WHERE e.what = 'penalty'), 0) AS penalty
    FROM books.interest_entries(v_from, v_to, p_customer) e JOIN books.account a ON a.id = e.account_id
    -- Retirement accounts, governments and banks get no form.
    WHERE a.ledger_account BETWEEN '2010' AND '2050' AND (p_customer IS NULL OR a.customer_id = p_customer)
    GROUP BY a.customer_id
  )
  SELECT c.id, c.number, c.name, y.interest::text, y.withheld::text, y.penalty::text
  FROM year y JOIN books.customer c USING (id)
  WHERE (y.interest, y.withheld, y.penalty) <> (0, 0, 0)
  ORDER BY c.number;
END $$;
COMMENT ON FUNCTION bank.payee_years IS
  'What each customer, or one, was credited in a calendar year over all accounts: interest, tax withheld of it and penalties of '
  'early withdrawals, in US cents, by the day on which they were booked; of a year under way to date. What was reversed is netted, and '
  'may leave less than zero in the year of the reversal. Customers with nothing of the three are left out.';
GRANT EXECUTE ON FUNCTION bank.payee_years TO bank_app, bank_operator;
