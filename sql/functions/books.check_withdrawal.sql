-- A withdrawal has a key, goes to another account of the same customer, and leaves nothing or what the product asks for.
CREATE OR REPLACE FUNCTION books.check_withdrawal(p_account uuid, p_to uuid, p jsonb, p_quote jsonb, p_today date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_minimum bigint;
  v_left bigint;
BEGIN
  IF (length(p ->> 'key') BETWEEN 1 AND 200) IS NOT TRUE OR NOT EXISTS (
    SELECT FROM books.account a JOIN books.account t ON t.customer_id = a.customer_id AND t.id <> a.id AND t.status = 'open'
    WHERE a.id = p_account AND t.id = p_to)
  THEN
    PERFORM books.refuse('LB032', 'A withdrawal needs a key and goes to another open account of the same customer.',
      jsonb_build_object('accountId', p_account));
  END IF;
  SELECT t.minimum_opening_minor, -b.balance_minor - (p_quote ->> 'amountMinor')::bigint INTO v_minimum, v_left
  FROM books.account a
  JOIN books.balance b ON b.account_id = a.id AND b.stripe = 0
  JOIN books.terms_on(p_today) t ON t.product = a.product
  WHERE a.id = p_account;
  IF v_left <> 0 AND v_left < v_minimum THEN
    PERFORM books.refuse('LB032', format('%s would be left; the certificate keeps at least %s, or nothing.',
      books.money_text(v_left, 'USD'), books.money_text(v_minimum, 'USD')),
      jsonb_build_object('accountId', p_account, 'minimumMinor', v_minimum::text, 'leftMinor', v_left::text));
  END IF;
END $$;
