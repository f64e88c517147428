CREATE OR REPLACE FUNCTION bank.report_overdrafts(p_from date, p_to date)
RETURNS TABLE (code text, december_minor text, opening_minor text, closing_minor text, daily_minor text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_to date := books.reached_date(p_from, p_to);
BEGIN
  RETURN QUERY
  WITH figure AS (
    SELECT 1 AS place, o.code, o.overdrawn_minor AS minor
    FROM books.deposit_overdrafts((date_trunc('year', v_to::timestamp) - interval '1 day')::date) o
    UNION ALL
    SELECT 2, o.code, o.overdrawn_minor FROM books.deposit_overdrafts(p_from - 1) o
    UNION ALL
    SELECT 3, o.code, o.overdrawn_minor FROM books.deposit_overdrafts(v_to) o
    UNION ALL
    SELECT 4, s.ledger_account, s.balance_minor::numeric * s.days FROM books.overdrawn_states(p_from, v_to) s
  )
  SELECT f.code, coalesce(sum(f.minor) FILTER (WHERE place = 1), 0)::text, coalesce(sum(f.minor) FILTER (WHERE place = 2), 0)::text,
    coalesce(sum(f.minor) FILTER (WHERE place = 3), 0)::text, coalesce(sum(f.minor) FILTER (WHERE place = 4), 0)::text
  FROM figure f GROUP BY f.code ORDER BY f.code;
END $$;
COMMENT ON FUNCTION bank.report_overdrafts IS
  'Per deposit control account, what customers owe on overdrawn accounts: at the last December, before a span of dates, at its end, '
  'and summed over the close of each of its calendar days.';
GRANT EXECUTE ON FUNCTION bank.report_overdrafts TO bank_app, bank_operator;
