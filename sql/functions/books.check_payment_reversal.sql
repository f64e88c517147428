-- Whether a payment can be taken back: it is the last of its loan, knows what it found, and nobody has since decided anything
-- about the loan that stands on it.
CREATE OR REPLACE FUNCTION books.check_payment_reversal(p jsonb, p_payment books.loan_payment)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_detail jsonb := jsonb_build_object('paymentId', p ->> 'payment', 'loanId', p_payment.account_id);
  v_since text;
BEGIN
  SELECT kind INTO v_since FROM books.loan_event
  WHERE account_id = p_payment.account_id AND kind IN ('nonaccrual', 'accrual', 'charged-off')
    AND (business_date, recorded_at) > (p_payment.business_date, p_payment.recorded_at)
  ORDER BY sequence LIMIT 1;
  IF p_payment.id IS NULL THEN
    PERFORM books.refuse('LB034', format('There is no payment %s.', p ->> 'payment'), v_detail || '{"rule": "known"}');
  ELSIF EXISTS (SELECT FROM books.loan_payment_reversal WHERE payment_id = p_payment.id) THEN
    PERFORM books.refuse('LB034', 'This payment was taken back already.', v_detail || '{"rule": "once"}');
  ELSIF EXISTS (
    SELECT FROM books.loan_payment later
    WHERE later.account_id = p_payment.account_id AND later.sequence > p_payment.sequence
      AND NOT EXISTS (SELECT FROM books.loan_payment_reversal r WHERE r.payment_id = later.id))
  THEN
    PERFORM books.refuse('LB034', 'Payments that came after it are taken back first.', v_detail || '{"rule": "last-first"}');
  ELSIF v_since IS NOT NULL THEN
    PERFORM books.refuse('LB034', format('The loan has changed since this payment (%s); it can''t be taken back any more.', v_since),
      v_detail || jsonb_build_object('rule', 'unchanged', 'since', v_since));
  ELSIF p_payment.found IS NULL THEN
    PERFORM books.refuse('LB034', 'This payment is from before payments could be taken back.', v_detail || '{"rule": "known"}');
  END IF;
END $$;
