-- A loan is of a product with terms, paid from a deposit of its borrower, and begins to be paid back within two months.
CREATE OR REPLACE FUNCTION books.check_new_loan(p jsonb, p_terms books.loan_terms, p_today date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_first date := (p ->> 'firstDueOn')::date;
  v_earliest date := CASE p_terms.method WHEN '30/360' THEN (p_today + interval '1 month')::date ELSE p_today + 15 END;
BEGIN
  IF p_terms.product IS NULL THEN
    PERFORM books.refuse('LB038', format('%s is no loan product with terms of today.', coalesce(p ->> 'product', 'Nothing')),
      jsonb_build_object('rule', 'product', 'businessDate', p_today));
  ELSIF (
    (p ->> 'principalMinor')::bigint BETWEEN 1 AND 9999999999999 AND (p ->> 'termMonths')::integer BETWEEN 1 AND 480
    AND (p ->> 'ratePpm')::integer BETWEEN 0 AND 1000000 AND (p ->> 'feeMinor')::bigint BETWEEN 0 AND (p ->> 'principalMinor')::bigint - 1
  ) IS NOT TRUE THEN
    PERFORM books.refuse('LB038', 'A loan has a principal above zero, a fee below it, 1 to 480 months and a rate of 0 to 1,000,000 ppm.',
      jsonb_build_object('rule', 'terms'));
  ELSIF (v_first BETWEEN v_earliest AND p_today + 62) IS NOT TRUE THEN
    PERFORM books.refuse('LB038', format('The first payment is due between %s and %s, not on %s.', v_earliest, p_today + 62, v_first),
      jsonb_build_object('rule', 'first-due', 'earliest', v_earliest, 'latest', p_today + 62, 'asked', v_first));
  ELSIF p_terms.method = '30/360' AND extract(day FROM v_first) > 28 THEN
    PERFORM books.refuse('LB038', 'By 30/360 a payment is due on the 1st to the 28th, a day that every month has.',
      jsonb_build_object('rule', 'due-day', 'asked', v_first));
  ELSIF NOT EXISTS (
    SELECT FROM books.account a JOIN books.ledger_account l ON l.code = a.ledger_account
    WHERE a.id = (p ->> 'paymentAccount')::uuid AND a.customer_id = (p ->> 'customer')::uuid AND a.status = 'open'
      AND a.currency = 'USD' AND l.class = 'Liability'
  ) THEN
    PERFORM books.refuse('LB038', 'A loan is paid from an open deposit of its borrower in US dollars.', jsonb_build_object('rule', 'payment-account'));
  END IF;
END $$;
