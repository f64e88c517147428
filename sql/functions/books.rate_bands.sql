-- The tiers of every product on a date, ready to reckon with: a balance from from_minor up to below until_minor earns
-- balance × rate_ppm − offset_numerator a day. The offset is what the lower slices earn less than the rate of the band; it
-- is nothing where the whole balance takes one rate.
CREATE OR REPLACE FUNCTION books.rate_bands(p_date date)
RETURNS TABLE (
  product text, from_minor bigint, until_minor bigint, rate_ppm integer, offset_numerator numeric,
  expense_account text, large_expense_account text
) LANGUAGE sql STABLE AS $$
  WITH tier AS (
    SELECT r.product, t.tier_method, t.expense_account, t.large_expense_account, r.from_minor, r.rate_ppm,
      lead(r.from_minor) OVER by_balance AS until_minor,
      r.rate_ppm - coalesce(lag(r.rate_ppm) OVER by_balance, 0) AS step_ppm
    FROM books.deposit_rate r JOIN books.terms_on(p_date) t USING (product)
    WHERE r.valid_from = (
      SELECT max(latest.valid_from) FROM books.deposit_rate latest WHERE latest.product = r.product AND latest.valid_from <= p_date)
    WINDOW by_balance AS (PARTITION BY r.product ORDER BY r.from_minor)
  )
  SELECT product, from_minor, coalesce(until_minor, 9223372036854775807), rate_ppm,
    CASE tier_method WHEN 'slices' THEN sum(from_minor::numeric * step_ppm) OVER (PARTITION BY product ORDER BY from_minor) ELSE 0 END,
    expense_account, coalesce(large_expense_account, expense_account)
  FROM tier
$$;
