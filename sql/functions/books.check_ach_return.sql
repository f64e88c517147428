-- An ACH entry that comes back moves money between one customer's open deposit and the reserve account; whatever else a
-- journal does may not go below a floor.
CREATE OR REPLACE FUNCTION books.check_ach_return(p_journal jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_account uuid;
  v_number text;
BEGIN
  IF (p_journal ->> 'template' = 'P14' AND p_journal ->> 'type' = 'STANDARD' AND jsonb_array_length(p_journal -> 'entries') = 2
    AND pg_input_is_valid(p_journal #>> '{entries,0,account}', 'uuid') AND p_journal #>> '{entries,1,gl}' = '1040'
    AND NOT p_journal ?| ARRAY['conditions', 'captures', 'adjustsOn', 'reversesId']) IS NOT TRUE
  THEN
    PERFORM books.refuse('LB012', 'A returned entry is a journal P14 of two lines: an account, then 1040.');
  END IF;
  v_account := (p_journal #>> '{entries,0,account}')::uuid;
  SELECT a.number INTO v_number
  FROM books.account a JOIN books.ledger_account l ON l.code = a.ledger_account
  WHERE a.id = v_account AND (a.customer_id IS NULL OR l.class <> 'Liability'
    OR EXISTS (SELECT FROM books.certificate c WHERE c.account_id = a.id));
  IF FOUND THEN
    PERFORM books.refuse('LB003', format('Account %s is no account that ACH entries come from.', v_number),
      jsonb_build_object('accountId', v_account));
  END IF;
END $$;
