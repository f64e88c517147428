-- Movements of ledger accounts of a span of dates: those of closed days, those of the day under way when the span has
-- reached it, and what was booked today to adjust a day of the span.
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
  UNION ALL
  SELECT m.adjusts_on, m.ledger_account, m.currency, m.closing, m.debit_minor, m.credit_minor
  FROM books.adjustments_since(books.last_closed_sequence()) m WHERE m.adjusts_on BETWEEN p_from AND p_to
$$;
