-- Who pays is the customer's own, who is paid anybody's; both are open and kept in the currency of the order. Whether the
-- paying account is theirs is part of the query: somebody else's is as good as missing.
CREATE OR REPLACE FUNCTION books.check_order_parties(p jsonb)
RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_side text;
  v_account books.account;
  v_detail jsonb;
BEGIN
  FOREACH v_side IN ARRAY ARRAY['from', 'to'] LOOP
    v_detail := jsonb_build_object('accountId', p ->> v_side);
    SELECT * INTO v_account FROM books.account a
    WHERE a.id = (p ->> v_side)::uuid AND a.customer_id IS NOT NULL
      AND (v_side = 'to' OR a.customer_id = (p ->> 'customer')::uuid)
      -- A loan is paid by its own function alone.
      AND NOT EXISTS (SELECT FROM books.loan l WHERE l.account_id = a.id);
    IF NOT FOUND THEN
      PERFORM books.refuse('LB002', format('Account %s does not exist.', p ->> v_side), v_detail);
    ELSIF v_account.status <> 'open' THEN
      PERFORM books.refuse('LB004', format('Account %s is closed.', v_account.number), v_detail);
    ELSIF v_account.currency <> p ->> 'currency' THEN
      PERFORM books.refuse('LB007', format('Account %s is kept in %s, not in %s.', v_account.number, v_account.currency,
        p ->> 'currency'), v_detail || jsonb_build_object('currency', v_account.currency));
    END IF;
  END LOOP;
  IF p ->> 'from' = p ->> 'to' THEN
    PERFORM books.refuse('LB006', 'A standing order needs two different accounts.', v_detail);
  END IF;
END $$;
