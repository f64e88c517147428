-- Debits and credits per ledger account of the journals after a sequence that adjust an earlier month, by the date they
-- count in.
CREATE OR REPLACE FUNCTION books.adjustments_since(p_sequence bigint)
RETURNS TABLE (
  adjusts_on date, ledger_account text, currency text, closing boolean, debit_minor numeric, credit_minor numeric
) LANGUAGE sql STABLE AS $$
  SELECT j.adjusts_on, e.ledger_account, e.currency, books.is_closing(j), sum(greatest(e.amount_minor, 0)),
    sum(greatest(-e.amount_minor, 0))
  FROM books.journal j JOIN books.entry e ON e.journal_sequence = j.sequence
  WHERE j.sequence > p_sequence AND j.adjusts_on IS NOT NULL
  GROUP BY 1, 2, 3, 4
$$;
