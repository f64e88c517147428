CREATE OR REPLACE FUNCTION bank.report_facts(p_from date, p_to date)
RETURNS TABLE (basis text, name text, minor text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_to date := books.reached_date(p_from, p_to);
BEGIN
  RETURN QUERY
  SELECT fact.basis, fact.name, fact.minor::text
  FROM (
    SELECT * FROM books.report_time_deposits(p_from, v_to)
    UNION ALL
    SELECT * FROM books.report_borrowings(v_to)
    UNION ALL
    SELECT * FROM books.report_securities(p_from, v_to)
    UNION ALL
    SELECT * FROM books.report_flows('year', date_trunc('year', v_to::timestamp)::date, v_to)
    UNION ALL
    SELECT * FROM books.report_flows('period', p_from, v_to)
  ) fact
  WHERE fact.minor <> 0 ORDER BY fact.basis, fact.name;
END $$;
COMMENT ON FUNCTION bank.report_facts IS
  'What reports of a span of dates need beside ledger accounts, in US cents: sizes and terms of time deposits and borrowings, kinds '
  'of securities, charge-offs and recoveries. Averages are sums over calendar days.';
GRANT EXECUTE ON FUNCTION bank.report_facts TO bank_app, bank_operator;
