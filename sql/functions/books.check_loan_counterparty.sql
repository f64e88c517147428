-- What pays a loan, or gets its money, is a deposit or an account of the bank and never a loan itself.
CREATE OR REPLACE FUNCTION books.check_loan_counterparty(p_target jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_number text;
BEGIN
  SELECT a.number INTO v_number
  FROM books.account a JOIN books.ledger_account l ON l.code = a.ledger_account
  WHERE a.id = (p_target ->> 'account')::uuid AND a.customer_id IS NOT NULL AND l.class = 'Asset';
  IF FOUND THEN
    PERFORM books.refuse('LB039', format('Account %s is a loan: it neither pays another one nor gets its money.', v_number),
      jsonb_build_object('accountId', p_target ->> 'account'));
  END IF;
END $$;
