-- Time deposits at the close of a date by size and by what is left of their term; without a term they are due at once. The
-- smallest size and the shortest term are what remains of the ledger account.
CREATE OR REPLACE FUNCTION books.report_time_deposits(p_from date, p_to date)
RETURNS TABLE (basis text, name text, minor numeric) LANGUAGE sql STABLE AS $$
  WITH deposit AS MATERIALIZED (
    SELECT -s.balance_minor AS minor, s.balance_minor < -25000000 AS large, term.matures_on
    FROM books.deposit_states('2050', p_to, p_to) s
    LEFT JOIN LATERAL (
      SELECT t.matures_on FROM books.certificate_term t
      WHERE t.account_id = s.account_id AND t.starts_on <= p_to ORDER BY t.starts_on DESC LIMIT 1
    ) term ON true
    WHERE s.balance_minor < 0
  )
  SELECT 'balance', 'time-100k-to-250k', sum(d.minor)::numeric FROM deposit d WHERE NOT large AND d.minor >= 10000000
  UNION ALL
  SELECT 'balance', 'time-over-250k', sum(d.minor)::numeric FROM deposit d WHERE large
  UNION ALL
  SELECT 'balance', format('time-%s-%s', CASE WHEN large THEN 'large' ELSE 'small' END, CASE
      WHEN matures_on <= p_to + interval '12 months' THEN '3-to-12-months'
      WHEN matures_on <= p_to + interval '3 years' THEN '1-to-3-years'
      ELSE 'over-3-years'
    END), sum(d.minor)::numeric
  FROM deposit d WHERE matures_on > p_to + interval '3 months' GROUP BY 2
  UNION ALL
  SELECT 'average', 'time-over-250k', sum(-s.balance_minor::numeric * s.days)
  FROM books.deposit_states('2050', p_from, p_to) s WHERE s.balance_minor < -25000000
$$;
