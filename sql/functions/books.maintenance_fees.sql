-- What becomes of the maintenance fee of a month on each account that has one. The month of opening is free. It is waived by
-- the lowest balance at the close of the month's business days (and before the first), or by what came in as direct deposits (P03).
-- It never uses an overdraft, and never what is held.
CREATE OR REPLACE FUNCTION books.maintenance_fees(p_date date)
RETURNS jsonb LANGUAGE sql STABLE SET jit = false AS $$
  WITH charged AS MATERIALIZED (
    SELECT a.id, a.opened_on, t.maintenance_fee_minor AS fee, t.waive_balance_minor, t.waive_deposits_minor,
      -b.balance_minor AS balance, coalesce(a.floor_minor, 0) + b.held_minor AS kept, b.version
    FROM books.account a
    JOIN books.terms_on(p_date) t ON t.product = a.product AND t.maintenance_fee_minor > 0
    JOIN books.balance b ON b.account_id = a.id AND b.stripe = 0
    WHERE a.status = 'open' AND a.customer_id IS NOT NULL AND a.currency = 'USD'
  ), looked_at AS MATERIALIZED (
    SELECT c.*, least(c.balance, coalesce(before.balance, 0), within.lowest) AS lowest, coalesce(before.version, 0) AS version_before
    FROM charged c
    LEFT JOIN LATERAL (
      SELECT -m.balance_minor AS balance, m.version FROM books.account_movement m
      WHERE m.account_id = c.id AND m.stripe = 0 AND m.business_date < date_trunc('month', p_date::timestamp)::date
      ORDER BY m.business_date DESC LIMIT 1
    ) before ON true
    CROSS JOIN LATERAL (
      SELECT min(-m.balance_minor) AS lowest FROM books.account_movement m
      WHERE m.account_id = c.id AND m.stripe = 0 AND m.business_date >= date_trunc('month', p_date::timestamp)::date
    ) within
  ), judged AS (
    SELECT l.*, l.opened_on >= date_trunc('month', p_date::timestamp)::date AS is_new, l.lowest >= l.waive_balance_minor AS has_balance,
      CASE WHEN l.lowest >= l.waive_balance_minor OR l.waive_deposits_minor IS NULL THEN NULL ELSE (
        SELECT coalesce(sum(-e.amount_minor), 0) FROM books.entry e
        JOIN books.journal j ON j.sequence = e.journal_sequence AND j.template = 'P03'
        WHERE e.account_id = l.id AND e.stripe = 0 AND e.account_version > l.version_before AND e.amount_minor < 0) END AS deposits
    FROM looked_at l
  ), decided AS (
    SELECT j.*, CASE WHEN is_new THEN 'opening-month' WHEN has_balance THEN 'minimum-balance'
        WHEN deposits >= waive_deposits_minor THEN 'direct-deposits' ELSE 'fee-due' END AS rule
    FROM judged j
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('account', id, 'minor', fee::text, 'rule', rule,
      'outcome', CASE rule WHEN 'fee-due' THEN 'charge' ELSE 'waived' END,
      'figure', CASE rule WHEN 'opening-month' THEN opened_on::text WHEN 'direct-deposits' THEN deposits::text ELSE lowest::text END,
      'needsMinor', (fee + kept)::text)), '[]')
  FROM decided
$$;
