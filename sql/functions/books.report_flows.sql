-- What journals of a span of dates did that no ledger account tells alone, told by what they were posted on: charge-offs and
-- recoveries are what moved the allowance without a provision (a reversal takes back what its original was), loans that
-- became real estate moved both, premium was amortized where securities moved against their interest and no cash. Journals
-- that moved equity as well opened the books: what they brought is no flow.
CREATE OR REPLACE FUNCTION books.report_flows(p_basis text, p_from date, p_to date)
RETURNS TABLE (basis text, name text, minor numeric) LANGUAGE sql STABLE AS $$
  WITH posted AS (
    SELECT e.ledger_account, e.amount_minor, CASE j.type WHEN 'REVERSAL' THEN -1 ELSE 1 END AS sign, others.codes
    FROM books.entry e
    JOIN books.journal j ON j.sequence = e.journal_sequence
    CROSS JOIN LATERAL (
      SELECT array_agg(o.ledger_account) AS codes FROM books.entry o WHERE o.journal_sequence = e.journal_sequence
    ) others
    WHERE e.account_id IN (SELECT books.house_account_id(code) FROM unnest('{1200,1205,1220,1225,1499,1540}'::text[]) code)
      AND coalesce(j.adjusts_on, j.business_date) BETWEEN p_from AND p_to
  ), moved AS (
    SELECT * FROM posted WHERE NOT EXISTS (SELECT FROM unnest(codes) code WHERE code LIKE '3%')
  ), flow AS (
    SELECT CASE WHEN amount_minor * sign > 0 THEN 'charge-offs' ELSE 'recoveries' END AS name, abs(amount_minor) * sign AS minor
    FROM moved WHERE ledger_account = '1499' AND NOT '5210' = ANY (codes)
    UNION ALL
    SELECT 'loans-to-real-estate', amount_minor FROM moved
    WHERE ledger_account = '1540' AND EXISTS (SELECT FROM unnest(codes) code WHERE code BETWEEN '1300' AND '1495')
    UNION ALL
    SELECT 'premium-amortized', -amount_minor FROM moved
    WHERE ledger_account < '1300' AND codes && '{4070,4075,4080}' AND NOT codes && '{1010,1030,1040,1045}'
  )
  SELECT p_basis, flow.name, sum(flow.minor) FROM flow GROUP BY flow.name
$$;
