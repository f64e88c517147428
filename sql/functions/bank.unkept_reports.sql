CREATE OR REPLACE FUNCTION bank.unkept_reports(p_minutes integer)
RETURNS TABLE (kind text, period text, version integer, sha256 text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.kind, r.period, r.version, r.sha256
  FROM ops.report_run r
  JOIN ops.report_event e ON e.run_id = r.id AND e.action = 'file'
  WHERE r.status IN ('FILED', 'AMENDED') AND e.recorded_at <= clock_timestamp() - make_interval(mins => p_minutes)
    -- One row for each of the four formats.
    AND (SELECT count(*) FROM ops.report_file f WHERE f.run_id = r.id) < 4
  ORDER BY e.recorded_at, e.id
$$;
COMMENT ON FUNCTION bank.unkept_reports IS
  'Versions that were filed at least so many minutes ago, by the clock of the database, and lack a kept file in some format; the earliest filing first.';
GRANT EXECUTE ON FUNCTION bank.unkept_reports TO bank_app, bank_operator;
