-- What a balance row repeats of its account is what the account and its ledger account say, every row has its account, and the
-- business date says of its month what the period says.
CREATE OR REPLACE FUNCTION books.verify_copies()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  WITH source AS (
    SELECT a.id AS account_id, stripe::smallint, a.ledger_account, a.currency,
      CASE l.normal_side WHEN 'debit' THEN 1 ELSE -1 END::smallint AS side,
      (a.floor_minor - a.overdraft_minor)::bigint AS floor_minor, a.mode = 'striped' AS striped,
      a.status = 'open' AND l.class <> 'Memo' AND l.retired_on IS NULL AND v.account_id IS NULL
        AND NOT (l.class = 'Asset' AND a.customer_id IS NOT NULL) AS everyday
    FROM books.account a
    JOIN books.ledger_account l ON l.code = a.ledger_account
    LEFT JOIN (SELECT DISTINCT account_id FROM books.velocity_limit) v ON v.account_id = a.id
    CROSS JOIN generate_series(0, CASE a.mode WHEN 'striped' THEN 15 ELSE 0 END) stripe
  )
  (SELECT 'books.balance', format('account %s, stripe %s', s.account_id, s.stripe),
    coalesce(jsonb_build_object('ledgerAccount', b.ledger_account, 'currency', b.currency, 'side', b.side,
      'floorMinor', b.floor_minor, 'striped', b.striped, 'everyday', b.everyday)::text, 'no row'),
    jsonb_build_object('ledgerAccount', s.ledger_account, 'currency', s.currency, 'side', s.side,
      'floorMinor', s.floor_minor, 'striped', s.striped, 'everyday', s.everyday)::text
  FROM source s LEFT JOIN books.balance b ON b.account_id = s.account_id AND b.stripe = s.stripe
  WHERE (b.ledger_account, b.currency, b.side, b.floor_minor, b.striped, b.everyday)
    IS DISTINCT FROM (s.ledger_account, s.currency, s.side, s.floor_minor, s.striped, s.everyday)
  ORDER BY s.account_id, s.stripe LIMIT 1)
  UNION ALL
  (SELECT 'books.balance', format('account %s, stripe %s', b.account_id, b.stripe), 'a row', 'no row without an account'
  FROM books.balance b WHERE NOT EXISTS (SELECT FROM books.account a WHERE a.id = b.account_id)
  ORDER BY b.account_id, b.stripe LIMIT 1)
  UNION ALL
  SELECT 'books.business_date', 'the one row', format('month is open: %s', d.month_is_open), format('period is %s', coalesce(p.state, 'missing'))
  FROM books.business_date d LEFT JOIN books.period p ON p.month = date_trunc('month', d.business_date::timestamp)::date
  WHERE d.month_is_open <> (p.state IS NOT DISTINCT FROM 'OPEN')
  LIMIT 1
$$;
