CREATE OR REPLACE FUNCTION bank.statement_accounts(p_statement text, p_from date, p_to date)
RETURNS TABLE (line_code text, label text, side text, ledger_account text, name text, amount_minor text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_to date := books.reached_date(coalesce(p_from, p_to), p_to);
BEGIN
  RETURN QUERY
  WITH RECURSIVE amount AS (
    SELECT ledger.code, sum(ledger.amount_minor) AS minor
    FROM (
      SELECT * FROM books.balance_sheet_amounts(v_to) WHERE p_statement = 'balance-sheet'
      UNION ALL
      SELECT * FROM books.income_amounts(p_from, v_to) WHERE p_statement = 'income-statement'
    ) ledger
    GROUP BY ledger.code HAVING sum(ledger.amount_minor) <> 0
  ), line AS (
    SELECT s.code, s.label, s.side, ARRAY[s.position] AS path
    FROM books.statement_line s WHERE s.statement = p_statement AND s.parent IS NULL
    UNION ALL
    SELECT s.code, s.label, s.side, line.path || s.position
    FROM line JOIN books.statement_line s ON s.parent = line.code
  )
  SELECT n.code, n.label, n.side, l.code, l.name, amount.minor::text
  FROM line n
  LEFT JOIN (books.ledger_account l JOIN amount ON amount.code = l.code) ON l.statement_line = n.code
  ORDER BY n.path, l.code;
END $$;
COMMENT ON FUNCTION bank.statement_accounts IS
  'Lines of a statement by the codes that bank.statement has, with its label, its side and the ledger accounts that stand on it, debits '
  'positive; a line on which none stands is a row without one.';
GRANT EXECUTE ON FUNCTION bank.statement_accounts TO bank_app, bank_operator;
