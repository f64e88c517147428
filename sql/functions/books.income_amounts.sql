-- What goes into the income statement, per ledger account, debits positive. Closing journals empty the nominal accounts
-- and are left out, so that a closed year still shows its income.
CREATE OR REPLACE FUNCTION books.income_amounts(p_from date, p_to date)
RETURNS TABLE (code text, amount_minor numeric) LANGUAGE sql STABLE AS $$
  SELECT m.ledger_account, sum(m.debit_minor - m.credit_minor)
  FROM books.ledger_movements(p_from, p_to) m
  WHERE NOT m.closing AND m.currency = 'USD'
  GROUP BY m.ledger_account
$$;
