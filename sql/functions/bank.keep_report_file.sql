CREATE OR REPLACE FUNCTION bank.keep_report_file(p jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_run ops.report_run;
BEGIN
  IF (p ->> 'version' ~ '^[0-9]{1,6}$' AND p ->> 'format' IN ('csv', 'json', 'xml', 'pdf') AND p ->> 'sha256' ~ '^[0-9a-f]{64}$'
    AND p ->> 'bytes' ~ '^[1-9][0-9]{0,14}$' AND length(p ->> 'bucket') BETWEEN 3 AND 63 AND length(p ->> 'key') BETWEEN 1 AND 1024
    AND length(p ->> 'objectVersion') BETWEEN 1 AND 1024 AND p ->> 'keptUntil' ~ '^\d{4}-\d\d-\d\dT[0-9:.]{8,15}Z$') IS NOT TRUE
  THEN
    PERFORM books.refuse('LB012', 'A kept file needs its report, format, place, SHA-256, size, and until when it is kept.');
  END IF;
  SELECT * INTO v_run FROM ops.report_run r
  WHERE r.kind = p ->> 'kind' AND r.period = p ->> 'period' AND r.version = (p ->> 'version')::integer;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB073', format('The report of %s has no version %s.', p ->> 'period', p ->> 'version'));
  ELSIF v_run.status NOT IN ('FILED', 'AMENDED') THEN
    PERFORM books.refuse('LB071', format('Version %s is %s; files of what was filed are kept.', v_run.version, lower(v_run.status)));
  END IF;
  INSERT INTO ops.report_file (run_id, format, bucket, object_key, object_version, sha256, bytes, kept_until)
  VALUES (v_run.id, p ->> 'format', p ->> 'bucket', p ->> 'key', p ->> 'objectVersion', p ->> 'sha256', (p ->> 'bytes')::bigint, (p ->> 'keptUntil')::timestamptz)
  ON CONFLICT DO NOTHING;
  IF NOT EXISTS (SELECT FROM ops.report_file f WHERE (f.run_id, f.format, f.sha256) = (v_run.id, p ->> 'format', p ->> 'sha256')) THEN
    PERFORM books.refuse('LB074', format('Version %s of %s was kept as %s with other bytes.', v_run.version, v_run.period, p ->> 'format'));
  END IF;
END $$;
COMMENT ON FUNCTION bank.keep_report_file IS
  'Writes down a file of a filed version, {kind, period, version, format, bucket, key, objectVersion, sha256, bytes, keptUntil}; the same file again changes nothing.';
GRANT EXECUTE ON FUNCTION bank.keep_report_file TO bank_app;
