-- What each account of a customer had, earned, cost and paid in a calendar year that the books have left.
CREATE OR REPLACE FUNCTION bank.customer_year(p_customer uuid, p_year integer)
RETURNS SETOF jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH span AS (
    SELECT make_date(p_year, 1, 1) AS from_date, make_date(p_year, 12, 31) AS to_date
    FROM books.business_date d WHERE d.business_date > make_date(p_year, 12, 31)
  )
  SELECT jsonb_build_object(
    'number', a.number, 'name', a.name, 'kind', CASE l.class WHEN 'Asset' THEN 'loan' ELSE 'deposit' END, 'currency', a.currency,
    'openingMinor', (o.balance_minor * b.side)::text, 'closingMinor', (c.balance_minor * b.side)::text,
    'interestMinor', coalesce(earned.interest, 0)::text, 'withheldMinor', coalesce(earned.withheld, 0)::text,
    'fees', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'minor', f.minor::text) ORDER BY f.kind), '[]')
      FROM (SELECT kind, sum(minor) AS minor FROM books.account_fees(a.id, o.version, c.version) WHERE l.class <> 'Asset' GROUP BY kind) f),
    'loan', CASE WHEN n.account_id IS NOT NULL THEN jsonb_build_object(
      'interestMinor', coalesce(paid.interest, 0)::text, 'principalMinor', coalesce(paid.principal, 0)::text,
      'lateFeeMinor', coalesce(paid.late_fee, 0)::text) END)
  FROM span s
  JOIN books.account a ON a.customer_id = p_customer AND a.opened_on <= s.to_date
  JOIN books.ledger_account l ON l.code = a.ledger_account
  JOIN books.balance b ON b.account_id = a.id AND b.stripe = 0
  CROSS JOIN LATERAL books.booked_balance(b, s.from_date - 1, b.version) o
  CROSS JOIN LATERAL books.booked_balance(b, s.to_date, b.version) c
  CROSS JOIN LATERAL (
    SELECT sum(interest_minor) AS interest, sum(withheld_minor) AS withheld FROM books.account_credits(a.id, o.version, c.version)
  ) earned
  LEFT JOIN books.loan n ON n.account_id = a.id
  CROSS JOIN LATERAL (
    -- A payment that was taken back counts against the year in which it was.
    SELECT sum(p.interest_minor * p.sign) AS interest, sum(p.principal_minor * p.sign) AS principal, sum(p.late_fee_minor * p.sign) AS late_fee
    FROM (
      SELECT p.interest_minor, p.principal_minor, p.late_fee_minor, 1 AS sign FROM books.loan_payment p
      WHERE p.account_id = a.id AND p.business_date BETWEEN s.from_date AND s.to_date
      UNION ALL
      SELECT p.interest_minor, p.principal_minor, p.late_fee_minor, -1 FROM books.loan_payment p
      JOIN books.loan_payment_reversal r ON r.payment_id = p.id
      WHERE p.account_id = a.id AND r.business_date BETWEEN s.from_date AND s.to_date
    ) p
  ) paid
  WHERE coalesce(a.closed_on >= s.from_date, true) OR c.version > o.version OR c.balance_minor <> 0
  ORDER BY l.class DESC, a.number
$$;
COMMENT ON FUNCTION bank.customer_year IS
  'A row for each account of a customer in a calendar year that the books have left: balances, interest, withholding, fees, loan payments.';
GRANT EXECUTE ON FUNCTION bank.customer_year TO bank_app, bank_operator;
