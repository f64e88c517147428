CREATE OR REPLACE FUNCTION bank.account_interest(p_account uuid)
RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH today AS (
    SELECT business_date AS on_date, date_trunc('year', business_date::timestamp)::date AS new_year,
      (date_trunc('month', business_date::timestamp) - interval '1 month')::date AS last_month
    FROM books.business_date
  ), credited AS (
    -- The credits of D02 are interest, its debits to the account what was withheld of it.
    SELECT sum(greatest(-e.amount_minor, 0)) AS interest, sum(greatest(e.amount_minor, 0)) AS withheld
    FROM today d JOIN books.entry e ON e.account_id = p_account AND e.stripe = 0 AND e.business_date >= d.new_year
    JOIN books.journal j ON j.sequence = e.journal_sequence AND j.template = 'D02'
  ), period AS (
    -- A day that earned nothing has no row, but its balance, such as one below the tiers, counts in the average.
    SELECT sum(i.numerator) AS numerator, sum(greatest(coalesce(i.balance, -s.balance_minor), 0)) AS balance
    FROM today d CROSS JOIN generate_series(d.last_month::timestamp, books.month_end(d.last_month), interval '1 day') each (day)
    JOIN books.balance row ON row.account_id = p_account AND row.stripe = 0
    CROSS JOIN LATERAL books.booked_balance(row, each.day::date, row.version) s
    CROSS JOIN LATERAL (
      SELECT sum(e.numerator) AS numerator, (array_agg(e.balance_minor ORDER BY e.account_version DESC))[1] AS balance
      FROM books.interest_day e WHERE e.account_id = p_account AND e.day = each.day::date) i
  ), term AS (
    SELECT t.* FROM books.certificate_term t WHERE t.account_id = p_account ORDER BY t.starts_on DESC LIMIT 1
  )
  SELECT jsonb_build_object(
    'asOf', d.on_date, 'product', (SELECT code FROM books.product WHERE code = a.product), 'currency', a.currency,
    'ratePpm', coalesce((SELECT rate_ppm FROM term), books.deposit_rate_on(a.product, greatest(-b.balance_minor, 0), d.on_date))::text,
    'accruedNumerator', coalesce(p.numerator, 0)::text, 'accruedThrough', p.accrued_through,
    'nextCreditOn', CASE WHEN p.account_id IS NOT NULL THEN books.next_credit_on(a.id, d.on_date) END,
    'creditMonths', coalesce((SELECT to_jsonb(t.credit_months) FROM books.terms_on(d.on_date) t WHERE t.product = a.product), '[]'),
    'yearInterestMinor', coalesce(c.interest, 0)::text, 'yearWithheldMinor', coalesce(c.withheld, 0)::text,
    'period', (
      SELECT jsonb_build_object('from', d.last_month, 'to', books.month_end(d.last_month),
        'days', books.month_end(d.last_month) - d.last_month + 1, 'numerator', numerator::text, 'balanceDaysMinor', balance::text)
      FROM period WHERE numerator IS NOT NULL AND balance > 0),
    'certificate', (
      SELECT jsonb_build_object('startsOn', t.starts_on, 'maturesOn', t.matures_on, 'noticeOn', t.matures_on - 30,
        'termDays', t.matures_on - t.starts_on,
        'graceDays', k.grace_days, 'penaltyDays', k.penalty_days, 'atMaturity', k.at_maturity)
      FROM term t JOIN books.certificate k ON k.account_id = t.account_id),
    'fees', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('fee', f.fee, 'periodStart', f.period_start, 'outcome', f.outcome, 'rule', f.rule,
        'figure', f.figure, 'amountMinor', f.amount_minor::text) ORDER BY f.period_start DESC, f.fee), '[]')
      FROM (SELECT * FROM books.fee_decision WHERE account_id = a.id ORDER BY period_start DESC, fee LIMIT 24) f))
  FROM today d
  JOIN books.account a ON a.id = p_account AND a.customer_id IS NOT NULL
  JOIN books.balance b ON b.account_id = a.id AND b.stripe = 0
  CROSS JOIN credited c
  LEFT JOIN books.interest_position p ON p.account_id = a.id
$$;
COMMENT ON FUNCTION bank.account_interest IS
  'What an account earns: rate, interest accrued and not credited (numerator over 365,000,000 cents), next credit, interest and '
  'withholding of the year, what the last whole month earned on which balances, its certificate and its fees.';
GRANT EXECUTE ON FUNCTION bank.account_interest TO bank_app, bank_operator;
