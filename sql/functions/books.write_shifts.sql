CREATE OR REPLACE FUNCTION books.write_shifts(p_postings books.posting[], p_dates date[], p_today date)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO books.value_shift AS s (account_id, stripe, business_date, value_date, net_minor)
  SELECT p.account_id, p.stripe, p_today, p_dates[p.ord], sum(p.amount_minor)
  FROM unnest(p_postings) p WHERE p_dates[p.ord] <> p_today
  GROUP BY p.account_id, p.stripe, p_dates[p.ord] ORDER BY p.account_id, p.stripe
  ON CONFLICT (account_id, stripe, lag_class, business_date, value_date)
  DO UPDATE SET net_minor = s.net_minor + excluded.net_minor;
END $$;
