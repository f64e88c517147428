-- The reckoning behind books.accrue_interest: days and positions, in one snapshot. Answers what each product accrued:
-- [{is_late, product, expense_account, numerator, days}].
--
-- The balance of a day is the balance now less what counts from later days. For days after the last closed one that is
-- read from today's entries and from the shifts ahead; for days further back, which only late items need, account by account.
CREATE OR REPLACE FUNCTION books.reckon_interest(p_date date, p_through date)
RETURNS jsonb LANGUAGE plpgsql
SET jit = false SET work_mem = '128MB' SET enable_nestloop = false SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  c_no_end CONSTANT bigint := 9223372036854775807;
  v_closed date;
  v_closed_sequence bigint;
  v_seen_sequence bigint;
  v_totals jsonb;
BEGIN
  SELECT coalesce(max(business_date), '1900-01-01'), coalesce(max(last_sequence), 0) INTO v_closed, v_closed_sequence
  FROM books.closed_day;
  -- A day that was rolled without its steps left entries that no position has seen.
  SELECT coalesce(max(d.last_sequence), 0) INTO v_seen_sequence
  FROM books.closed_day d
  WHERE d.business_date <= (
    SELECT min(p.accrued_through) FROM books.interest_position p JOIN books.account a ON a.id = p.account_id WHERE a.status = 'open');

  WITH now AS MATERIALIZED (
    SELECT p.account_id, a.product, p.accrued_through, p.account_version AS seen_version, b.version, -b.balance_minor AS balance_minor
    FROM books.interest_position p
    JOIN books.account a ON a.id = p.account_id
    JOIN books.balance b ON b.account_id = p.account_id AND b.stripe = 0
    WHERE a.status = 'open'
  ), recent AS MATERIALIZED (
    SELECT e.account_id, e.value_date, -e.amount_minor AS minor, e.journal_sequence > v_closed_sequence AS of_today,
      e.account_version > n.seen_version AND e.value_date <= n.accrued_through AS is_late
    FROM books.entry e JOIN now n USING (account_id)
    WHERE e.journal_sequence > v_seen_sequence AND e.journal_sequence < c_no_end AND e.stripe = 0
  ), late AS MATERIALIZED (
    SELECT account_id, value_date, sum(minor) AS minor FROM recent WHERE is_late GROUP BY 1, 2
  ), late_day AS (
    SELECT f.account_id, f.first_day + ahead AS day, sum(l.minor) AS changed_minor
    FROM (SELECT account_id, min(value_date) AS first_day FROM late GROUP BY 1) f
    JOIN now n USING (account_id)
    CROSS JOIN LATERAL generate_series(0, n.accrued_through - f.first_day) ahead
    JOIN late l ON l.account_id = f.account_id AND l.value_date <= f.first_day + ahead
    GROUP BY 1, 2 HAVING sum(l.minor) <> 0
  ), account_day AS MATERIALIZED (
    SELECT n.account_id, n.product, n.version, n.balance_minor, n.accrued_through + ahead AS day, 0::numeric AS changed_minor,
      false AS is_late
    FROM now n CROSS JOIN LATERAL generate_series(1, p_through - n.accrued_through) ahead
    UNION ALL
    SELECT n.account_id, n.product, n.version, n.balance_minor, l.day, l.changed_minor, true
    FROM late_day l JOIN now n USING (account_id)
  ), later AS (
    SELECT account_id, value_date, minor FROM recent WHERE of_today AND value_date > v_closed + 1
    UNION ALL
    SELECT s.account_id, s.value_date, -s.net_minor FROM books.value_shift s
    WHERE s.lag_class < 0 AND s.value_date > v_closed + 1 AND s.business_date <= v_closed AND s.stripe = 0
  ), later_by_day AS (
    SELECT l.account_id, d.day, sum(l.minor) AS minor
    FROM later l JOIN (SELECT DISTINCT day FROM account_day WHERE day > v_closed) d ON l.value_date > d.day
    GROUP BY 1, 2
  ), of_day AS (
    SELECT d.account_id, d.product, d.version, d.day, d.is_late, d.changed_minor,
      CASE WHEN d.day > v_closed THEN d.balance_minor - coalesce(l.minor, 0)
        ELSE books.value_balance(d.account_id, d.day) END AS balance_minor
    FROM account_day d LEFT JOIN later_by_day l ON l.account_id = d.account_id AND l.day = d.day
  ), line AS (
    -- What the day earns as it is known now, less what it earned as it was known before.
    SELECT account_id, product, version, day, is_late, balance_minor, greatest(balance_minor, 0) AS earning_minor, 1 AS sign
    FROM of_day
    UNION ALL
    SELECT account_id, product, version, day, is_late, balance_minor, greatest(balance_minor - changed_minor, 0), -1
    FROM of_day WHERE is_late
  ), band AS MATERIALIZED (
    SELECT d.day, b.* FROM (SELECT DISTINCT day FROM account_day) d CROSS JOIN LATERAL books.rate_bands(d.day) b
  ), reckoned AS MATERIALIZED (
    SELECT l.account_id, l.product, l.version, l.day, l.is_late, l.balance_minor,
      CASE WHEN l.earning_minor > 25000000 THEN b.large_expense_account ELSE b.expense_account END AS expense_account,
      sum(l.sign * CASE WHEN t.rate_ppm IS NULL THEN l.earning_minor * b.rate_ppm - b.offset_numerator
        ELSE l.earning_minor * t.rate_ppm END) AS numerator
    FROM line l
    JOIN band b ON b.product = l.product AND b.day = l.day AND l.earning_minor >= b.from_minor AND l.earning_minor < b.until_minor
    LEFT JOIN books.certificate_term t ON t.account_id = l.account_id AND t.starts_on <= l.day AND t.matures_on > l.day
    GROUP BY 1, 2, 3, 4, 5, 6, 7
  ), written AS (
    INSERT INTO books.interest_day (account_id, day, account_version, expense_account, booked_on, balance_minor, numerator)
    SELECT account_id, day, version, expense_account, p_date, balance_minor, numerator
    FROM reckoned WHERE numerator <> 0 ORDER BY account_id, day
  ), moved AS (
    UPDATE books.interest_position p
    SET accrued_through = greatest(p.accrued_through, p_through), account_version = n.version,
      numerator = p.numerator + coalesce(r.numerator, 0)
    FROM now n LEFT JOIN (SELECT account_id, sum(numerator) AS numerator FROM reckoned GROUP BY 1) r USING (account_id)
    WHERE p.account_id = n.account_id AND (n.accrued_through < p_through OR n.version > n.seen_version)
  )
  SELECT jsonb_agg(to_jsonb(total) ORDER BY is_late, product, expense_account) INTO v_totals
  FROM (
    SELECT is_late, product, expense_account, sum(numerator)::text AS numerator, count(*) AS days
    FROM reckoned WHERE numerator <> 0 GROUP BY 1, 2, 3
  ) total;
  RETURN coalesce(v_totals, '[]');
END $$;
