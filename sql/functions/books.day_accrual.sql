-- Interest of every calendar day up to the next business day, or to the end of the month: what deposits earn, and what
-- overdrafts cost. The accounts it posts to are locked at once and before the first journal: one set of locks after the
-- other would be out of order.
CREATE OR REPLACE FUNCTION books.day_accrual(p_date date)
RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM books.hold_business_date();
  PERFORM books.lock_balances(ARRAY(
    SELECT a.id FROM books.account a
    WHERE a.status = 'open' AND a.customer_id IS NOT NULL
      AND (a.overdraft_minor > 0 OR EXISTS (SELECT FROM books.overdraft_position p WHERE p.account_id = a.id))
    UNION ALL
    SELECT books.house_account_id(code) FROM unnest(ARRAY['2300', '4040']) code
    UNION ALL
    SELECT books.house_account_id(code)
    FROM books.deposit_terms CROSS JOIN LATERAL unnest(ARRAY[expense_account, large_expense_account]) code WHERE code IS NOT NULL));
  RETURN books.accrue_interest(p_date, books.accrual_through(p_date))
    || jsonb_build_object('overdrafts', books.charge_overdraft_interest(p_date, books.accrual_through(p_date)));
END $$;
