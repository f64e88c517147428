-- Closes an account that stands at zero. The fraction of a cent that its interest comes to is dropped, in the ledger too.
CREATE OR REPLACE FUNCTION books.end_account(p_account uuid, p_date date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_left numeric;
  v_product text;
  v_expense text;
BEGIN
  PERFORM books.accrue_interest(p_date, p_date - 1);
  SELECT p.numerator, a.product, t.expense_account INTO v_left, v_product, v_expense
  FROM books.interest_position p
  JOIN books.account a ON a.id = p.account_id
  JOIN books.terms_on(p_date) t ON t.product = a.product
  WHERE p.account_id = p_account AND p.numerator <> 0;
  IF FOUND THEN
    INSERT INTO books.interest_credit (account_id, kind, value_on, booked_on, minor, numerator)
    VALUES (p_account, 'dropped', p_date, p_date, 0, -v_left);
    UPDATE books.interest_position SET numerator = 0 WHERE account_id = p_account;
    PERFORM books.post_accruals(p_date, jsonb_build_array(jsonb_build_object('is_late', true, 'product', v_product,
      'expense_account', v_expense, 'numerator', -v_left, 'days', 0)));
  END IF;
  UPDATE books.account SET status = 'closed' WHERE id = p_account;
END $$;
