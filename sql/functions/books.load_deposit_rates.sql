-- Brings the rates of deposit products to what sql/seed/deposit_rates.csv says, by the same rule: the past stays as it was.
CREATE OR REPLACE FUNCTION books.load_deposit_rates(p_rows jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_wrong record;
BEGIN
  SELECT r ->> 'product' AS product, r ->> 'valid_from' AS valid_from INTO v_wrong
  FROM jsonb_array_elements(p_rows) r
  LEFT JOIN books.deposit_rate there ON there.product = r ->> 'product' AND there.valid_from = (r ->> 'valid_from')::date
    AND there.from_minor = (r ->> 'from_minor')::bigint
  WHERE there.rate_ppm <> (r ->> 'rate_ppm')::integer
    OR there.rate_ppm IS NULL AND EXISTS (SELECT FROM books.deposit_rate t WHERE t.product = r ->> 'product')
      AND (r ->> 'valid_from')::date <= (SELECT business_date FROM books.business_date);
  IF FOUND THEN
    RAISE EXCEPTION 'The rate of % from % can''t be another: the books have passed that day, or know it already.',
      v_wrong.product, v_wrong.valid_from;
  END IF;
  INSERT INTO books.deposit_rate (product, valid_from, from_minor, rate_ppm)
  SELECT r ->> 'product', (r ->> 'valid_from')::date, (r ->> 'from_minor')::bigint, (r ->> 'rate_ppm')::integer
  FROM jsonb_array_elements(p_rows) r
  ON CONFLICT DO NOTHING;
END $$;
