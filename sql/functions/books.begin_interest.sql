-- Accounts of products that pay interest get their position: they earn from this business date on, and all that was booked
-- since the last day was closed is still to be reckoned.
CREATE OR REPLACE FUNCTION books.begin_interest(p_date date)
RETURNS void LANGUAGE plpgsql SET jit = false AS $$
DECLARE
  v_new uuid[] := ARRAY(
    SELECT a.id
    FROM books.account a
    WHERE a.status = 'open' AND a.customer_id IS NOT NULL AND a.currency = 'USD'
      AND a.product IN (SELECT product FROM books.deposit_rate WHERE rate_ppm > 0)
      AND NOT EXISTS (SELECT FROM books.interest_position p WHERE p.account_id = a.id)
    ORDER BY a.id);
BEGIN
  IF cardinality(v_new) = 0 THEN
    RETURN;
  END IF;
  INSERT INTO books.interest_position (account_id, accrued_through, account_version, numerator)
  SELECT account_id, p_date - 1, coalesce((
    SELECT m.version FROM books.account_movement m
    WHERE m.account_id = new.account_id AND m.stripe = 0 ORDER BY m.business_date DESC LIMIT 1), 0), 0
  FROM unnest(v_new) new (account_id);
END $$;
