CREATE OR REPLACE FUNCTION bank.journal_after_report(p_kind text, p_period text, p_version integer)
RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT books.journal_after_report(r)::text FROM ops.report_run r WHERE (r.kind, r.period, r.version) = (p_kind, p_period, p_version)
$$;
COMMENT ON FUNCTION bank.journal_after_report IS
  'Sequence of the first journal that counts in the period of a version of a report and was posted after the last one it saw; null while there is none.';
GRANT EXECUTE ON FUNCTION bank.journal_after_report TO bank_app;
