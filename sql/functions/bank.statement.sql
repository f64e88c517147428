-- Amounts climb the tree of statement lines from the ledger accounts to the root; totals follow what they total.
CREATE OR REPLACE FUNCTION bank.statement(p_statement text, p_from date, p_to date)
RETURNS TABLE (line_no integer, code text, depth integer, label text, amount_minor text, is_total boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_to date := books.reached_date(coalesce(p_from, p_to), p_to);
BEGIN
  IF (p_statement IN ('balance-sheet', 'income-statement')) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', format('There is no statement called %s.', p_statement));
  END IF;
  RETURN QUERY
  WITH RECURSIVE ledger AS (
    SELECT * FROM books.balance_sheet_amounts(v_to) WHERE p_statement = 'balance-sheet'
    UNION ALL
    SELECT * FROM books.income_amounts(p_from, v_to) WHERE p_statement = 'income-statement'
  ), climb AS (
    SELECT l.statement_line AS code, ledger.amount_minor FROM ledger JOIN books.ledger_account l USING (code)
    UNION ALL
    SELECT s.parent, climb.amount_minor
    FROM climb JOIN books.statement_line s USING (code) WHERE s.parent IS NOT NULL
  ), total AS (
    SELECT climb.code, sum(climb.amount_minor) AS amount_minor FROM climb GROUP BY climb.code
  ), line AS (
    SELECT s.code, 0 AS depth, ARRAY[s.position] AS path
    FROM books.statement_line s WHERE s.statement = p_statement AND s.parent IS NULL
    UNION ALL
    SELECT s.code, line.depth + 1, line.path || s.position
    FROM line JOIN books.statement_line s ON s.parent = line.code
  )
  SELECT
    -- The highest number sorts a total behind the lines below it.
    (row_number() OVER (ORDER BY line.path || 2147483647))::integer,
    s.code,
    line.depth,
    s.label,
    (CASE s.side WHEN 'debit' THEN 1 ELSE -1 END * coalesce(total.amount_minor, 0))::text,
    s.chart_line IS NULL
  FROM line JOIN books.statement_line s USING (code) LEFT JOIN total USING (code)
  ORDER BY 1;
END $$;
COMMENT ON FUNCTION bank.statement IS
  'balance-sheet at the close of p_to or income-statement from p_from to p_to, in US dollars. A period under way is '
  'reported up to the business date; one that has not begun is refused.';
GRANT EXECUTE ON FUNCTION bank.statement TO bank_app, bank_operator;
