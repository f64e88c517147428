-- Money can be held where it could be paid: on an open customer's account of this currency that has it available.
CREATE OR REPLACE FUNCTION books.check_hold(p_account uuid, p_minor bigint, p_currency text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_account books.account;
  v_balance books.balance;
  v_detail jsonb := jsonb_build_object('accountId', p_account);
BEGIN
  SELECT * INTO v_account FROM books.account WHERE id = p_account;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB002', format('Account %s does not exist.', p_account), v_detail);
  ELSIF v_account.customer_id IS NULL THEN
    PERFORM books.refuse('LB003', 'Only customers'' accounts take holds.', v_detail);
  ELSIF EXISTS (SELECT FROM books.ledger_account WHERE code = v_account.ledger_account AND class = 'Asset') THEN
    PERFORM books.refuse('LB039', format('Account %s is a loan: there is no money in it to hold.', v_account.number), v_detail);
  ELSIF v_account.status <> 'open' THEN
    PERFORM books.refuse('LB004', format('Account %s is closed.', v_account.number), v_detail);
  ELSIF v_account.currency <> p_currency THEN
    PERFORM books.refuse('LB007', format('Account %s is kept in %s, not in %s.', v_account.number, v_account.currency,
      p_currency), v_detail || jsonb_build_object('currency', v_account.currency));
  END IF;
  SELECT * INTO v_balance FROM books.balance WHERE account_id = p_account AND stripe = 0;
  IF v_balance.side * v_balance.balance_minor - v_balance.held_minor - p_minor < v_balance.floor_minor THEN
    PERFORM books.refuse_overdraft(v_account, v_detail, v_balance.side * v_balance.balance_minor, v_balance.held_minor,
      p_minor);
  END IF;
END $$;
