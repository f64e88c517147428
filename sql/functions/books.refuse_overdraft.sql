-- The explained decline: what there is, what is held, how far the account may go, what was needed and what would pass.
CREATE OR REPLACE FUNCTION books.refuse_overdraft(
  p_account books.account, p_detail jsonb, p_balance numeric, p_held numeric, p_needed numeric
)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_available numeric := p_balance - p_held - p_account.floor_minor + p_account.overdraft_minor;
BEGIN
  PERFORM books.refuse('LB001', format('Account %s has %s available; %s is needed.',
    p_account.number, books.money_text(v_available, p_account.currency), books.money_text(p_needed, p_account.currency)),
    p_detail || jsonb_build_object('rule', 'floor', 'balanceMinor', p_balance::text, 'heldMinor', p_held::text,
      'limitMinor', (p_account.floor_minor - p_account.overdraft_minor)::text, 'availableMinor', v_available::text,
      'neededMinor', p_needed::text, 'wouldPassMinor', greatest(v_available, 0)::text));
END $$;
