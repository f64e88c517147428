-- The refusal with its arithmetic: what was available before this journal, and what the journal would take.
CREATE OR REPLACE FUNCTION books.refuse_overdraft(p_account books.account, p_detail jsonb, p_balance numeric, p_needed numeric)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_available numeric := p_balance - p_account.floor_minor;
BEGIN
  PERFORM books.refuse('LB001', format('Account %s has %s available; %s is needed.',
    p_account.number, books.money_text(v_available, p_account.currency), books.money_text(p_needed, p_account.currency)),
    p_detail || jsonb_build_object('availableMinor', v_available::text, 'neededMinor', p_needed::text));
END $$;
