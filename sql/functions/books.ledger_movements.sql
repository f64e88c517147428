-- Movements of ledger accounts up to a date: those of closed days, and of the day under way when the date has reached it.
CREATE OR REPLACE FUNCTION books.ledger_movements(p_from date, p_to date)
RETURNS TABLE (
  business_date date, ledger_account text, currency text, closing boolean, debit_minor numeric, credit_minor numeric
) LANGUAGE sql STABLE AS $$
  SELECT m.business_date, m.ledger_account, m.currency, m.closing, m.debit_minor, m.credit_minor
  FROM books.ledger_movement m WHERE m.business_date BETWEEN p_from AND p_to
  UNION ALL
  SELECT d.business_date, m.ledger_account, m.currency, m.closing, m.debit_minor, m.credit_minor
  FROM books.business_date d CROSS JOIN LATERAL books.movements_since(books.last_closed_sequence()) m
  WHERE d.business_date BETWEEN p_from AND p_to
$$;
