CREATE OR REPLACE FUNCTION bank.year_closing(p_year integer)
RETURNS TABLE (line_no integer, ledger_account text, name text, amount_minor text, journal_id uuid, counts_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_from date := make_date(p_year, 1, 1);
  v_to date := books.reached_date(v_from, make_date(p_year, 12, 31));
  v_closing books.journal := books.closing_journal(p_year);
BEGIN
  RETURN QUERY
  SELECT line.line_no, l.code, l.name, line.minor::text, v_closing.id, coalesce(v_closing.adjusts_on, v_closing.business_date)
  FROM (
    SELECT e.line_no::integer, e.ledger_account, e.amount_minor::numeric AS minor FROM books.entry e WHERE e.journal_sequence = v_closing.sequence
    UNION ALL
    SELECT c.line_no, c.ledger_account, c.amount_minor FROM books.closing_entries(v_from, v_to) c WHERE v_closing.id IS NULL
  ) line JOIN books.ledger_account l ON l.code = line.ledger_account
  ORDER BY line.line_no;
END $$;
COMMENT ON FUNCTION bank.year_closing IS
  'The journal that closed a year, line by line, debits positive; while none has, the one that would close it by what the books say '
  'so far, without a journal_id. Nothing of a year without income, expense and dividends.';
GRANT EXECUTE ON FUNCTION bank.year_closing TO bank_app, bank_operator;
