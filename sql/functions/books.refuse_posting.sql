-- Says why an account does not take an entry. Only called when one of these reasons holds; the floor is the last.
CREATE OR REPLACE FUNCTION books.refuse_posting(
  p_posting books.posting, p_batch books.posting[], p_captures books.capture[], p_today date
)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_account books.account;
  v_retired boolean;
  v_held numeric;
  v_net numeric;
  v_detail jsonb := jsonb_build_object('journal', p_posting.ord - 1, 'accountId', p_posting.account_id);
BEGIN
  SELECT a.* INTO v_account FROM books.account a WHERE a.id = p_posting.account_id;
  IF NOT FOUND THEN
    PERFORM books.refuse_unknown_account(p_posting.account_id, v_detail);
  END IF;
  SELECT coalesce(retired_on <= p_today, false) INTO v_retired
  FROM books.ledger_account WHERE code = v_account.ledger_account;

  IF v_account.status <> 'open' THEN
    PERFORM books.refuse('LB004', format('Account %s is closed.', v_account.number), v_detail);
  ELSIF v_retired THEN
    PERFORM books.refuse('LB003', format('Ledger account %s is retired.', v_account.ledger_account), v_detail);
  ELSIF v_account.currency <> p_posting.currency THEN
    PERFORM books.refuse('LB007', format('Account %s is kept in %s, not in %s.',
      v_account.number, v_account.currency, p_posting.currency),
      v_detail || jsonb_build_object('currency', v_account.currency));
  END IF;
  SELECT p_posting.side * sum(amount_minor) INTO v_net
  FROM unnest(p_batch) WHERE ord = p_posting.ord AND account_id = p_posting.account_id;
  SELECT held_minor - books.freed_by(p_captures, p_posting.account_id, p_posting.ord) INTO v_held
  FROM books.balance WHERE account_id = p_posting.account_id AND stripe = p_posting.stripe;
  PERFORM books.refuse_overdraft(v_account, v_detail,
    p_posting.side * p_posting.balance_after_minor::numeric - v_net, v_held, -v_net);
END $$;
