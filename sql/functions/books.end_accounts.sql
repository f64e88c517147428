-- Closes accounts that stand at zero and whose interest is reckoned. The fractions of a cent that it comes to are dropped, in
-- the ledger too.
CREATE OR REPLACE FUNCTION books.end_accounts(p_accounts uuid[], p_date date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_totals jsonb;
BEGIN
  WITH left_over AS (
    SELECT p.account_id, a.product, t.expense_account, p.numerator
    FROM books.interest_position p
    JOIN books.account a ON a.id = p.account_id
    JOIN books.terms_on(p_date) t ON t.product = a.product
    WHERE p.account_id = ANY (p_accounts) AND p.numerator <> 0
  ), recorded AS (
    INSERT INTO books.interest_credit (account_id, kind, value_on, booked_on, minor, numerator)
    SELECT account_id, 'dropped', p_date, p_date, 0, -numerator FROM left_over ORDER BY account_id
  ), cleared AS (
    UPDATE books.interest_position p SET numerator = 0 FROM left_over l WHERE p.account_id = l.account_id
  )
  SELECT jsonb_agg(to_jsonb(total) ORDER BY product, expense_account) INTO v_totals
  FROM (
    SELECT true AS is_late, product, expense_account, (-sum(numerator))::text AS numerator, 0 AS days FROM left_over GROUP BY 2, 3
  ) total;
  PERFORM books.post_accruals(p_date, coalesce(v_totals, '[]'));
  UPDATE books.account SET status = 'closed', closed_on = p_date WHERE id = ANY (p_accounts) AND status = 'open';
END $$;
