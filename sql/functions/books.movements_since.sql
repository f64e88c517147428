-- Debits and credits per ledger account of the journals after a sequence, but for those that adjust an earlier month. With an upper end, though there is none: a range
-- that is open to one side the planner takes for a third of the table.
CREATE OR REPLACE FUNCTION books.movements_since(p_sequence bigint)
RETURNS TABLE (ledger_account text, currency text, closing boolean, debit_minor numeric, credit_minor numeric)
LANGUAGE sql STABLE AS $$
  SELECT e.ledger_account, e.currency, CASE WHEN j.type = 'STANDARD' THEN false ELSE books.is_closing(j) END, sum(greatest(e.amount_minor, 0)), sum(greatest(-e.amount_minor, 0))
  FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence
  WHERE e.journal_sequence > p_sequence AND e.journal_sequence < 9223372036854775807 AND j.adjusts_on IS NULL
  GROUP BY 1, 2, 3
$$;
