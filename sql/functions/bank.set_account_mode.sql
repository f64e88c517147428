-- With the books held still: the rows of a striped account come into being at once, and what stands on them stays theirs.
-- Back to strict only while nothing was posted to the other stripes, because a strict account has one row.
CREATE OR REPLACE FUNCTION bank.set_account_mode(p_account uuid, p_mode text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM books.lock_calendar();
  IF (p_mode IN ('strict', 'striped')) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'An account is strict or striped.');
  ELSIF NOT EXISTS (SELECT FROM books.account WHERE id = p_account AND customer_id IS NULL AND floor_minor IS NULL) THEN
    PERFORM books.refuse('LB003', 'Only the bank''s own accounts without a floor can be striped.',
      jsonb_build_object('accountId', p_account));
  ELSIF p_mode = 'strict' AND EXISTS (SELECT FROM books.balance WHERE account_id = p_account AND stripe > 0 AND version > 0) THEN
    PERFORM books.refuse('LB003', 'The account was posted to in stripes and stays striped.',
      jsonb_build_object('accountId', p_account));
  END IF;
  UPDATE books.account SET mode = p_mode WHERE id = p_account;
END $$;
COMMENT ON FUNCTION bank.set_account_mode IS
  'striped lets many postings to one of the bank''s own accounts go on at once; its balance is summed on reading.';
GRANT EXECUTE ON FUNCTION bank.set_account_mode TO bank_operator;
