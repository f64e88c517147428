-- Balance and version of a stripe at the close of a business date, among the entries up to a version. Where a day was not
-- over at that version, the entry at that version says it.
CREATE OR REPLACE FUNCTION books.booked_balance(p_stripe books.balance, p_date date, p_version bigint)
RETURNS TABLE (balance_minor bigint, version bigint) LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_closed books.account_movement;
BEGIN
  IF p_date < (SELECT d.business_date FROM books.business_date d) THEN
    SELECT * INTO v_closed FROM books.account_movement m
    WHERE m.account_id = p_stripe.account_id AND m.stripe = p_stripe.stripe AND m.business_date <= p_date
    ORDER BY m.business_date DESC LIMIT 1;
    IF coalesce(v_closed.version, 0) <= p_version THEN
      RETURN QUERY SELECT coalesce(v_closed.balance_minor, 0), coalesce(v_closed.version, 0);
      RETURN;
    END IF;
  END IF;
  RETURN QUERY SELECT coalesce((
      SELECT e.balance_after_minor FROM books.entry e
      WHERE e.account_id = p_stripe.account_id AND e.stripe = p_stripe.stripe AND e.account_version = p_version), 0),
    p_version;
END $$;
