CREATE OR REPLACE FUNCTION bank.report_ledger(p_from date, p_to date)
RETURNS TABLE (
  code text, name text, class text, december_minor text, opening_minor text, debit_minor text, credit_minor text, daily_minor text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_to date := books.reached_date(p_from, p_to);
BEGIN
  RETURN QUERY
  SELECT l.code, l.name, l.class, f.december_minor::text, f.opening_minor::text, f.debit_minor::text, f.credit_minor::text,
    f.daily_minor::text
  FROM books.report_ledger(p_from, v_to) f JOIN books.ledger_account l USING (code)
  ORDER BY l.code;
END $$;
COMMENT ON FUNCTION bank.report_ledger IS
  'What reports of a span of dates within a year need of each ledger account, in US dollars, debits positive: balance at the last '
  'December and before the span, what the span moved, and the sum of its balances at the close of every calendar day. Nominal '
  'accounts count from 1 January; journals that close the year itself are left out.';
GRANT EXECUTE ON FUNCTION bank.report_ledger TO bank_app, bank_operator;
