-- The refusal with its arithmetic: what was available before this journal, and what the journal would take.
CREATE OR REPLACE FUNCTION books.refuse_overdraft(p_account books.account, p_detail jsonb, p_balance numeric, p_needed numeric)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_available numeric := p_balance - p_account.floor_minor;
BEGIN
  PERFORM books.refuse('LB001', format('Account %s has %s minor units available; %s are needed.',
    p_account.number, v_available, p_needed),
    p_detail || jsonb_build_object('availableMinor', v_available::text, 'neededMinor', p_needed::text));
END $$;
