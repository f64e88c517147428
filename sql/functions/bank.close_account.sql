-- Under the lock of its balance, so that no posting slips in between the look and the close.
CREATE OR REPLACE FUNCTION bank.close_account(p_account uuid)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_balance bigint;
  v_held bigint;
BEGIN
  SELECT b.balance_minor, b.held_minor INTO v_balance, v_held
  FROM books.balance b JOIN books.account a ON a.id = b.account_id
  WHERE b.account_id = p_account AND a.customer_id IS NOT NULL
  FOR NO KEY UPDATE OF b;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB002', format('Account %s does not exist.', p_account),
      jsonb_build_object('accountId', p_account));
  ELSIF v_balance <> 0 OR v_held <> 0 THEN
    PERFORM books.refuse('LB004', 'Only an account with a balance of zero and no holds can be closed.',
      jsonb_build_object('accountId', p_account));
  END IF;
  UPDATE books.account SET status = 'closed' WHERE id = p_account;
END $$;
COMMENT ON FUNCTION bank.close_account IS 'Closes a customer''s account, which must stand at zero. It keeps its history.';
GRANT EXECUTE ON FUNCTION bank.close_account TO bank_operator;
