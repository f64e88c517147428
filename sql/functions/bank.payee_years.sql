CREATE OR REPLACE FUNCTION bank.payee_years(p_from integer, p_to integer, p_customer uuid DEFAULT NULL)
RETURNS TABLE (
  year integer, customer_id uuid, customer_number text, customer_name text, interest_minor text, withheld_minor text, penalty_minor text,
  corrections jsonb, other_currencies jsonb
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_from date := make_date(p_from, 1, 1);
  v_to date := books.reached_date(v_from, make_date(p_to, 12, 31));
BEGIN
  RETURN QUERY
  WITH filed AS (
    -- The books refuse to file a version that has not seen all that counts in its year: what has a later sequence came after the filing.
    SELECT y.year, array_agg(r.as_of_sequence) AS seen
    FROM generate_series(p_from, p_to) y (year) JOIN ops.report_run r ON r.kind = 'year' AND r.period = y.year::text
    WHERE r.status IN ('FILED', 'AMENDED') GROUP BY y.year
  ), told AS (
    SELECT counted.year, a.customer_id AS id, e.currency, e.what, e.amount_minor,
      CASE WHEN after.filings > 0 THEN e.recorded_on END AS later, after.filings
    FROM books.interest_entries(v_from, v_to, p_customer) e JOIN books.account a ON a.id = e.account_id
    CROSS JOIN LATERAL (SELECT extract(year FROM e.counts_on)::integer AS year) counted
    LEFT JOIN filed f ON f.year = counted.year
    -- What one version took back and the next one gave again are two corrections, on whatever day.
    CROSS JOIN LATERAL (SELECT count(*) AS filings FROM unnest(f.seen) s (seen) WHERE e.booked_by > s.seen) after
    -- Retirement accounts, governments and banks get no form.
    WHERE a.ledger_account BETWEEN '2010' AND '2050' AND e.counts_on BETWEEN v_from AND v_to
      AND (p_customer IS NULL OR a.customer_id = p_customer)
  ), booked AS (
    SELECT t.year, t.id, t.later, t.filings, coalesce(sum(-t.amount_minor) FILTER (WHERE t.what = 'interest'), 0) AS interest,
      coalesce(sum(t.amount_minor) FILTER (WHERE t.what = 'withheld'), 0) AS withheld,
      coalesce(sum(t.amount_minor) FILTER (WHERE t.what = 'penalty'), 0) AS penalty
    FROM told t WHERE t.currency = 'USD' GROUP BY t.year, t.id, t.later, t.filings
  ), foreign_sum AS (
    SELECT t.year, t.id, t.currency, -sum(t.amount_minor) AS interest
    FROM told t WHERE t.currency <> 'USD' AND p_customer IS NOT NULL GROUP BY t.year, t.id, t.currency HAVING sum(t.amount_minor) <> 0
  ), total AS (
    SELECT b.year, b.id, sum(b.interest) AS interest, sum(b.withheld) AS withheld, sum(b.penalty) AS penalty,
      coalesce(jsonb_agg(jsonb_build_object('on', b.later, 'interestMinor', b.interest::text, 'withheldMinor', b.withheld::text,
        'penaltyMinor', b.penalty::text) ORDER BY b.later, b.filings)
        FILTER (WHERE b.later IS NOT NULL AND (b.interest, b.withheld, b.penalty) <> (0, 0, 0)), '[]') AS corrections
    FROM booked b GROUP BY b.year, b.id
  ), elsewhere AS (
    SELECT f.year, f.id, jsonb_agg(jsonb_build_object('currency', f.currency, 'minor', f.interest::text) ORDER BY f.currency) AS sums
    FROM foreign_sum f GROUP BY f.year, f.id
  )
  SELECT coalesce(t.year, f.year), c.id, c.number, c.name, coalesce(t.interest, 0)::text, coalesce(t.withheld, 0)::text, coalesce(t.penalty, 0)::text,
    coalesce(t.corrections, '[]'), coalesce(f.sums, '[]')
  FROM total t FULL JOIN elsewhere f ON f.year = t.year AND f.id = t.id JOIN books.customer c ON c.id = coalesce(t.id, f.id)
  WHERE (t.interest, t.withheld, t.penalty) <> (0, 0, 0) OR t.corrections <> '[]' OR f.sums IS NOT NULL
  ORDER BY coalesce(t.year, f.year), c.number;
END $$;
COMMENT ON FUNCTION bank.payee_years IS
  'What each customer, or one, was credited in each of some calendar years over all accounts: interest, tax withheld of it and penalties '
  'of early withdrawals, in US cents; of a year under way to date. A reversal counts in the year of its original: what was '
  'recorded after the report of the year was first filed is told by day and version as corrections, and is in the sums. What was taken back by hand '
  'counts when it was booked and may leave less than zero. Of one customer, interest in other currencies stands beside it. Customers with nothing of all that are left out.';
GRANT EXECUTE ON FUNCTION bank.payee_years TO bank_app, bank_operator;
