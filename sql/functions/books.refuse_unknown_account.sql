-- An account that is not there: a ledger account that takes no entries of its own, or nothing known at all.
CREATE OR REPLACE FUNCTION books.refuse_unknown_account(p_account uuid, p_detail jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_code text := right(p_account::text, 4);
BEGIN
  IF p_account <> books.house_account_id(v_code) THEN
    PERFORM books.refuse('LB002', format('Account %s does not exist.', p_account), p_detail);
  ELSIF EXISTS (SELECT FROM books.ledger_account WHERE code = v_code) THEN
    PERFORM books.refuse('LB003', format('Ledger account %s takes no entries of its own.', v_code),
      p_detail || jsonb_build_object('gl', v_code));
  END IF;
  PERFORM books.refuse('LB002', format('Ledger account %s does not exist.', v_code),
    p_detail || jsonb_build_object('gl', v_code));
END $$;
