-- Everything of a month's statement but its entries, which bank.account_transaction has from afterVersion to throughVersion. All of it
-- is what the books knew when they left the month (interest of its days, too), so it never changes.
CREATE OR REPLACE FUNCTION bank.account_statement(p_account uuid, p_month date)
RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH span AS (
    SELECT m.from_date, m.to_date, date_trunc('year', m.from_date::timestamp)::date AS new_year
    FROM bank.statement_months(p_account) m WHERE m.closed AND m.from_date = p_month
  ), stood AS (
    SELECT o.balance_minor AS opening, o.version AS opening_version, c.balance_minor AS closing, c.version AS closing_version,
      y.version AS year_version
    FROM span s JOIN books.balance b ON b.account_id = p_account AND b.stripe = 0
    CROSS JOIN LATERAL books.booked_balance(b, s.from_date - 1, b.version) o
    CROSS JOIN LATERAL books.booked_balance(b, s.to_date, b.version) c
    CROSS JOIN LATERAL books.booked_balance(b, s.new_year - 1, b.version) y
  ), moved AS (
    SELECT coalesce(sum(m.credit_minor), 0) AS credits, coalesce(sum(m.debit_minor), 0) AS debits
    FROM span s JOIN books.account_movement m
      ON m.account_id = p_account AND m.stripe = 0 AND m.business_date BETWEEN s.from_date AND s.to_date
  ), credited AS (
    SELECT coalesce(sum(i.interest_minor) FILTER (WHERE i.business_date >= s.from_date), 0) AS interest,
      coalesce(sum(i.withheld_minor) FILTER (WHERE i.business_date >= s.from_date), 0) AS withheld,
      coalesce(sum(i.interest_minor), 0) AS year_interest, coalesce(sum(i.withheld_minor), 0) AS year_withheld
    FROM span s CROSS JOIN stood t CROSS JOIN LATERAL books.account_credits(p_account, t.year_version, t.closing_version) i
  ), fee AS (
    SELECT f.kind, coalesce(sum(f.minor) FILTER (WHERE f.business_date >= s.from_date), 0) AS minor, sum(f.minor) AS year_minor
    FROM span s CROSS JOIN stood t CROSS JOIN LATERAL books.account_fees(p_account, t.year_version, t.closing_version) f
    GROUP BY f.kind
  ), earned AS (
    -- A day that earned nothing has no row, but its balance, such as one below the tiers, counts in the average.
    SELECT sum(i.numerator) AS numerator, sum(greatest(coalesce(i.balance, -b.balance_minor), 0)) AS balance
    FROM span s CROSS JOIN generate_series(s.from_date::timestamp, s.to_date, interval '1 day') each (day)
    JOIN books.balance row ON row.account_id = p_account AND row.stripe = 0
    CROSS JOIN LATERAL books.booked_balance(row, each.day::date, row.version) b
    CROSS JOIN LATERAL (
      SELECT sum(d.numerator) AS numerator, (array_agg(d.balance_minor ORDER BY d.account_version DESC))[1] AS balance
      FROM books.interest_day d WHERE d.account_id = p_account AND d.day = each.day::date AND d.booked_on <= s.to_date) i
  ), paid AS (
    -- From before the books reckoned interest by the day: what was paid for the month, on the balances at the close of each day.
    SELECT c.interest * books.interest_unit() AS numerator, sum(greatest(-b.balance_minor, 0)) AS balance
    FROM span s CROSS JOIN credited c CROSS JOIN generate_series(s.from_date::timestamp, s.to_date, interval '1 day') each (day)
    JOIN books.balance row ON row.account_id = p_account AND row.stripe = 0
    CROSS JOIN LATERAL books.booked_balance(row, each.day::date, row.version) b
    WHERE c.interest > 0 GROUP BY c.interest
  )
  SELECT jsonb_build_object(
    'customerNumber', k.number, 'customerName', k.name, 'accountNumber', a.number, 'accountName', a.name,
    'ledgerAccount', a.ledger_account, 'currency', a.currency, 'month', to_char(s.from_date, 'YYYY-MM'),
    'from', s.from_date, 'to', s.to_date, 'days', s.to_date - s.from_date + 1,
    'openingMinor', (-t.opening)::text, 'closingMinor', (-t.closing)::text,
    'creditMinor', m.credits::text, 'debitMinor', m.debits::text,
    'afterVersion', t.opening_version::text, 'throughVersion', t.closing_version::text,
    'interestMinor', c.interest::text, 'withheldMinor', c.withheld::text,
    'yearInterestMinor', c.year_interest::text, 'yearWithheldMinor', c.year_withheld::text,
    'earned', CASE
      WHEN e.numerator IS NOT NULL AND e.balance > 0 THEN jsonb_build_object('numerator', e.numerator::text, 'balanceDaysMinor', e.balance::text)
      WHEN e.numerator IS NULL AND p.balance > 0 THEN jsonb_build_object('numerator', p.numerator::text, 'balanceDaysMinor', p.balance::text) END,
    'creditMonths', coalesce((SELECT to_jsonb(d.credit_months) FROM books.terms_on(s.to_date) d WHERE d.product = a.product), '[]'),
    'termDays', (SELECT q.matures_on - q.starts_on FROM books.certificate_term q
      WHERE q.account_id = a.id AND q.starts_on <= s.to_date ORDER BY q.starts_on DESC LIMIT 1),
    'fees', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'minor', f.minor::text, 'yearMinor', f.year_minor::text)
      ORDER BY f.kind), '[]') FROM fee f))
  FROM span s CROSS JOIN stood t CROSS JOIN moved m CROSS JOIN credited c CROSS JOIN earned e LEFT JOIN paid p ON true
  JOIN books.account a ON a.id = p_account
  JOIN books.customer k ON k.id = a.customer_id
$$;
COMMENT ON FUNCTION bank.account_statement IS
  'The statement of a deposit for a month the books have left: balances, sums, interest, its yield''s figures, fees by kind. Else null.';
GRANT EXECUTE ON FUNCTION bank.account_statement TO bank_app, bank_operator;
