CREATE OR REPLACE FUNCTION bank.deposit_products()
RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH today AS (
    SELECT coalesce((SELECT business_date FROM books.business_date), current_date) AS on_date
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'code', p.code, 'kind', p.kind, 'name', p.name, 'description', p.description, 'asOf', d.on_date,
    'tierMethod', t.tier_method, 'creditMonths', t.credit_months, 'minimumOpeningMinor', t.minimum_opening_minor::text,
    'maintenanceFeeMinor', t.maintenance_fee_minor::text, 'waiveBalanceMinor', t.waive_balance_minor::text,
    'waiveDepositsMinor', t.waive_deposits_minor::text, 'overdraftFeeMinor', t.overdraft_fee_minor::text,
    'overdraftFeesADay', t.overdraft_fees_a_day, 'overdraftFreeMinor', t.overdraft_free_minor::text,
    'overdraftRatePpm', t.overdraft_rate_ppm::text, 'termMonths', t.term_months,
    'termDays', (d.on_date + make_interval(months => t.term_months))::date - d.on_date, 'graceDays', t.grace_days, 'penaltyDays', t.penalty_days,
    'tiers', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('fromMinor', b.from_minor::text, 'ratePpm', b.rate_ppm::text) ORDER BY b.from_minor), '[]')
      FROM books.rate_bands(d.on_date) b WHERE b.product = p.code)
  ) ORDER BY p.ledger_account, t.term_months, p.code), '[]')
  FROM today d CROSS JOIN LATERAL books.terms_on(d.on_date) t JOIN books.product p ON p.code = t.product
$$;
COMMENT ON FUNCTION bank.deposit_products IS 'Deposit products with the terms and rates of today, as they are disclosed (12 CFR 1030.4).';
GRANT EXECUTE ON FUNCTION bank.deposit_products TO bank_app, bank_operator;
