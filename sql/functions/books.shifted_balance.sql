-- What straddles a date, among the entries up to a version: booked after it but counting from it or earlier is added,
-- booked by then but counting later is taken off. Whole days come summed; of the day of that version only its entries
-- up to it are known.
CREATE OR REPLACE FUNCTION books.shifted_balance(p_stripe books.balance, p_date date, p_version bigint)
RETURNS numeric LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_last_day date;
  v_day_before bigint;
  v_days numeric;
  v_last numeric := 0;
BEGIN
  IF p_version < p_stripe.version THEN
    SELECT e.business_date INTO v_last_day FROM books.entry e
    WHERE e.account_id = p_stripe.account_id AND e.stripe = p_stripe.stripe AND e.account_version = p_version;
    IF NOT FOUND THEN
      RETURN 0;
    END IF;
    SELECT coalesce(max(m.version), 0) INTO v_day_before FROM books.account_movement m
    WHERE m.account_id = p_stripe.account_id AND m.stripe = p_stripe.stripe AND m.business_date < v_last_day;
    SELECT coalesce(sum(CASE WHEN e.business_date > p_date THEN e.amount_minor ELSE -e.amount_minor END), 0) INTO v_last
    FROM books.entry e
    WHERE e.account_id = p_stripe.account_id AND e.stripe = p_stripe.stripe
      AND e.account_version BETWEEN v_day_before + 1 AND p_version
      AND (e.value_date <= p_date) <> (e.business_date <= p_date);
  END IF;
  SELECT coalesce(sum(straddling.net_minor), 0) INTO v_days
  FROM generate_series(1, 16) class
  CROSS JOIN LATERAL (
    SELECT s.net_minor FROM books.value_shift s
    WHERE s.account_id = p_stripe.account_id AND s.stripe = p_stripe.stripe AND s.lag_class = class
      AND s.business_date > p_date AND s.business_date < p_date + (1 << class) AND s.value_date <= p_date
      AND (v_last_day IS NULL OR s.business_date < v_last_day)
    UNION ALL
    SELECT -s.net_minor FROM books.value_shift s
    WHERE s.account_id = p_stripe.account_id AND s.stripe = p_stripe.stripe AND s.lag_class = -class
      AND s.business_date <= p_date AND s.business_date > p_date - (1 << class) AND s.value_date > p_date
      AND (v_last_day IS NULL OR s.business_date < v_last_day)
  ) straddling;
  RETURN v_days + v_last;
END $$;
