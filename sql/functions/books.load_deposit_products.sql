-- Brings products and their terms to what sql/seed/deposit_products.csv says. Terms that are there never change; new ones of
-- a known product begin after the business date, so that no day that was reckoned is reckoned otherwise.
CREATE OR REPLACE FUNCTION books.load_deposit_products(p_rows jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_wrong record;
BEGIN
  INSERT INTO books.product (code, kind, name, description, ledger_account)
  SELECT DISTINCT ON (r ->> 'product') r ->> 'product', r ->> 'kind', r ->> 'name', r ->> 'description', r ->> 'ledger_account'
  FROM jsonb_array_elements(p_rows) r ORDER BY r ->> 'product', (r ->> 'valid_from')::date DESC
  ON CONFLICT (code) DO UPDATE SET name = excluded.name, description = excluded.description;

  SELECT r ->> 'product' AS product, r ->> 'valid_from' AS valid_from INTO v_wrong
  FROM jsonb_array_elements(p_rows) r JOIN books.business_date d ON (r ->> 'valid_from')::date <= d.business_date
  WHERE EXISTS (SELECT FROM books.deposit_terms t WHERE t.product = r ->> 'product')
    AND NOT EXISTS (SELECT FROM books.deposit_terms t
      WHERE t.product = r ->> 'product' AND t.valid_from = (r ->> 'valid_from')::date);
  IF FOUND THEN
    RAISE EXCEPTION 'New terms of % can''t begin on %: the books have passed that day.', v_wrong.product, v_wrong.valid_from;
  END IF;

  INSERT INTO books.deposit_terms (
    product, valid_from, tier_method, expense_account, large_expense_account, credit_months, minimum_opening_minor,
    maintenance_fee_minor, waive_balance_minor, waive_deposits_minor, overdraft_fee_minor, overdraft_fees_a_day,
    overdraft_free_minor, overdraft_rate_ppm, term_months, grace_days, penalty_days
  )
  SELECT r ->> 'product', (r ->> 'valid_from')::date, r ->> 'tier_method', r ->> 'expense_account',
    nullif(r ->> 'large_expense_account', ''), string_to_array(r ->> 'credit_months', ' ')::smallint[],
    (r ->> 'minimum_opening_minor')::bigint, (r ->> 'maintenance_fee_minor')::bigint,
    nullif(r ->> 'waive_balance_minor', '')::bigint, nullif(r ->> 'waive_deposits_minor', '')::bigint,
    (r ->> 'overdraft_fee_minor')::bigint, (r ->> 'overdraft_fees_a_day')::smallint,
    (r ->> 'overdraft_free_minor')::bigint, (r ->> 'overdraft_rate_ppm')::integer,
    nullif(r ->> 'term_months', '')::smallint, (r ->> 'grace_days')::smallint, (r ->> 'penalty_days')::smallint
  FROM jsonb_array_elements(p_rows) r
  ON CONFLICT DO NOTHING;
END $$;
