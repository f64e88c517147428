-- Gives an account the term of its product, with the rate fixed from its first day, and binds the money on it.
CREATE OR REPLACE FUNCTION books.add_certificate(
  p_account books.account, p_starts_on date, p_rate_ppm integer, p_bound_minor bigint, p_at_maturity text, p_payout_account uuid
)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_terms books.deposit_terms;
BEGIN
  SELECT t.* INTO v_terms FROM books.terms_on(p_starts_on) t WHERE t.product = p_account.product;
  IF v_terms.term_months IS NULL OR p_at_maturity NOT IN ('renew', 'pay-out')
    OR (p_at_maturity = 'pay-out' AND NOT EXISTS (
      SELECT FROM books.account a
      WHERE a.id = p_payout_account AND a.customer_id = p_account.customer_id AND a.status = 'open' AND a.id <> p_account.id))
  THEN
    PERFORM books.refuse('LB031', format('Product %s is no certificate, or it is to be paid out to no other open account of the '
      'customer.', p_account.product), jsonb_build_object('product', p_account.product));
  END IF;
  INSERT INTO books.certificate (account_id, term_months, grace_days, penalty_days, at_maturity, payout_account)
  VALUES (p_account.id, v_terms.term_months, v_terms.grace_days, v_terms.penalty_days, p_at_maturity, p_payout_account);
  INSERT INTO books.certificate_term (account_id, starts_on, matures_on, rate_ppm)
  VALUES (p_account.id, p_starts_on, books.maturity_date(p_starts_on, v_terms.term_months), p_rate_ppm);
  UPDATE books.account SET floor_minor = p_bound_minor WHERE id = p_account.id;
END $$;
