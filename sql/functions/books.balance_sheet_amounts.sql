-- What goes into the balance sheet, per ledger account, debits positive. Besides the balances: net income of the year
-- stands on 3045, and overdrawn deposits are loans (1490), never negative deposits. Both only shift amounts.
CREATE OR REPLACE FUNCTION books.balance_sheet_amounts(p_as_of date)
RETURNS TABLE (code text, amount_minor numeric) LANGUAGE sql STABLE AS $$
  WITH overdrawn AS MATERIALIZED (
    SELECT * FROM books.deposit_overdrafts(p_as_of)
  )
  SELECT CASE WHEN l.class IN ('Income', 'Expense') THEN '3045' ELSE l.code END, balance.balance_minor
  FROM books.ledger_balances(p_as_of) balance JOIN books.ledger_account l USING (code)
  UNION ALL
  SELECT code, -overdrawn_minor FROM overdrawn
  UNION ALL
  SELECT '1490', overdrawn_minor FROM overdrawn
$$;
