CREATE OR REPLACE FUNCTION bank.amend_report(p jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_run ops.report_run := books.lock_report_version(p);
BEGIN
  IF coalesce(length(btrim(p ->> 'reason')), 0) NOT BETWEEN 1 AND 500 THEN
    PERFORM books.refuse('LB012', 'Say in up to 500 characters why the report is amended.');
  ELSIF EXISTS (
    SELECT FROM ops.report_run r
    WHERE (r.kind, r.period, r.amends, r.created_by, r.reason) = (v_run.kind, v_run.period, v_run.version, p ->> 'actor', btrim(p ->> 'reason'))
  ) THEN
    RETURN;
  ELSIF v_run.status <> 'FILED' OR EXISTS (
    SELECT FROM ops.report_run r WHERE (r.kind, r.period, r.amends) = (v_run.kind, v_run.period, v_run.version)
  ) THEN
    PERFORM books.refuse('LB071', format('Only a filed version that nobody amends yet is amended; version %s is %s.', v_run.version,
      CASE v_run.status WHEN 'FILED' THEN 'being amended' ELSE lower(v_run.status) END));
  END IF;
  INSERT INTO ops.report_run (kind, period, version, status, amends, reason, created_by, created_name)
  VALUES (v_run.kind, v_run.period, v_run.version + 1, 'DRAFT', v_run.version, btrim(p ->> 'reason'), p ->> 'actor', p ->> 'actorName');
END $$;
COMMENT ON FUNCTION bank.amend_report IS
  'Begins a version that amends a filed one: {kind, period, version, reason, actor, actorName}. It is an empty draft until the report is made.';
GRANT EXECUTE ON FUNCTION bank.amend_report TO bank_app;
