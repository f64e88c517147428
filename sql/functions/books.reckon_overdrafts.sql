-- What each position gains, as a numerator per day: days that are new, on what counts on them as known now; and days that
-- were reckoned and have changed since, on what they are overdrawn by now, less what they were as known then. One row of
-- zero at least for each position, with the version of its account that was looked at: all in the caller's snapshot.
CREATE OR REPLACE FUNCTION books.reckon_overdrafts(p_through date)
RETURNS TABLE (account_id uuid, version bigint, day date, numerator numeric) LANGUAGE sql STABLE AS $$
  WITH now AS MATERIALIZED (
    SELECT p.account_id, a.product, p.reckoned_from, p.reckoned_through, p.account_version AS seen_version, b.version
    FROM books.overdraft_position p
    JOIN books.account a ON a.id = p.account_id AND a.status = 'open'
    JOIN books.balance b ON b.account_id = p.account_id AND b.stripe = 0
  ), late AS MATERIALIZED (
    SELECT n.account_id, greatest(e.value_date, n.reckoned_from) AS from_day, sum(e.amount_minor) AS minor
    FROM now n
    JOIN books.entry e ON e.account_id = n.account_id AND e.stripe = 0 AND e.account_version > n.seen_version
      AND e.account_version <= n.version
    WHERE e.value_date <= n.reckoned_through AND n.reckoned_through >= n.reckoned_from
    GROUP BY 1, 2
  ), changed AS (
    SELECT n.account_id, f.first_day + ahead AS day, sum(l.minor) AS minor
    FROM (SELECT l.account_id, min(l.from_day) AS first_day FROM late l GROUP BY 1) f
    JOIN now n ON n.account_id = f.account_id
    CROSS JOIN LATERAL generate_series(0, n.reckoned_through - f.first_day) ahead
    JOIN late l ON l.account_id = n.account_id AND l.from_day <= f.first_day + ahead
    GROUP BY 1, 2
  ), stood AS (
    -- What is overdrawn as it is known now, less as it was known before; debits make it more.
    SELECT c.account_id, c.day, greatest(v.minor, 0) - greatest(v.minor - c.minor, 0) AS minor
    FROM changed c CROSS JOIN LATERAL (SELECT -books.value_balance(c.account_id, c.day)) v (minor)
    UNION ALL
    SELECT n.account_id, n.reckoned_through + ahead, greatest(-books.value_balance(n.account_id, n.reckoned_through + ahead), 0)
    FROM now n CROSS JOIN LATERAL generate_series(1, p_through - n.reckoned_through) ahead
  )
  SELECT n.account_id, n.version, s.day, coalesce(s.minor * t.overdraft_rate_ppm, 0)
  FROM now n
  LEFT JOIN stood s ON s.account_id = n.account_id
  LEFT JOIN LATERAL books.terms_on(s.day) t ON t.product = n.product
$$;
