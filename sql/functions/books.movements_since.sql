-- Debits and credits per ledger account of the journals after a sequence.
CREATE OR REPLACE FUNCTION books.movements_since(p_sequence bigint)
RETURNS TABLE (ledger_account text, currency text, closing boolean, debit_minor numeric, credit_minor numeric)
LANGUAGE sql STABLE AS $$
  SELECT e.ledger_account, e.currency, j.type = 'CLOSING', sum(greatest(e.amount_minor, 0)), sum(greatest(-e.amount_minor, 0))
  FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence
  WHERE e.journal_sequence > p_sequence
  GROUP BY 1, 2, 3
$$;
