-- The journal that closes a span: every income and expense account to zero against retained earnings (3040), then the
-- dividends declared (3050) against them. Debits positive, in the order of the lines; none where there is nothing to close.
CREATE OR REPLACE FUNCTION books.closing_entries(p_from date, p_to date)
RETURNS TABLE (line_no integer, ledger_account text, amount_minor numeric) LANGUAGE sql STABLE AS $$
  WITH moved AS (
    SELECT m.ledger_account AS code, sum(m.debit_minor - m.credit_minor) AS minor
    FROM books.ledger_movements(p_from, p_to) m WHERE m.currency = 'USD' GROUP BY 1
  ), nominal AS (
    SELECT code, minor FROM moved JOIN books.ledger_account l USING (code) WHERE l.class IN ('Income', 'Expense') AND minor <> 0
  ), dividends AS (
    SELECT minor FROM moved WHERE code = '3050' AND minor <> 0
  ), line AS (
    SELECT 1 AS part, code, -minor AS minor FROM nominal
    UNION ALL SELECT 2, '3040', sum(minor) FROM nominal HAVING sum(minor) <> 0
    UNION ALL SELECT 3, '3050', -minor FROM dividends
    UNION ALL SELECT 4, '3040', minor FROM dividends
  )
  SELECT (row_number() OVER (ORDER BY part, code))::integer, code, minor FROM line
$$;
