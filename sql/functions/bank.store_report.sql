-- A draft follows the books until it is reviewed, and never back: an earlier reading leaves it as it is. The same
-- bytes of a later reading are kept with its sequence: the version has seen what was posted since.
CREATE OR REPLACE FUNCTION bank.store_report(p jsonb, p_content text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_run ops.report_run;
BEGIN
  IF (p ->> 'kind' IN ('day', 'month', 'quarter', 'year') AND length(p ->> 'period') BETWEEN 4 AND 10
    AND p ->> 'asOfSequence' ~ '^[0-9]{1,18}$' AND p ->> 'sha256' = encode(sha256(convert_to(p_content, 'UTF8')), 'hex')) IS NOT TRUE
  THEN
    PERFORM books.refuse('LB012', 'A report needs its kind, period, the sequence it has seen, and the hash of its content.');
  END IF;
  INSERT INTO ops.report_run (kind, period, status, created_by) VALUES (p ->> 'kind', p ->> 'period', 'DRAFT', 'report-worker')
  ON CONFLICT DO NOTHING;
  -- Locked, so that it can't be reviewed between looking and writing.
  SELECT * INTO v_run FROM ops.report_run r WHERE r.kind = p ->> 'kind' AND r.period = p ->> 'period'
  ORDER BY r.version DESC LIMIT 1 FOR UPDATE;
  UPDATE ops.report_run r
  SET content = p_content, sha256 = p ->> 'sha256', as_of_sequence = (p ->> 'asOfSequence')::bigint, finished_at = clock_timestamp()
  WHERE r.id = v_run.id AND v_run.status = 'DRAFT' AND (v_run.sha256, v_run.as_of_sequence) IS DISTINCT FROM (p ->> 'sha256', (p ->> 'asOfSequence')::bigint)
    AND coalesce(v_run.as_of_sequence, 0) <= (p ->> 'asOfSequence')::bigint;
END $$;
COMMENT ON FUNCTION bank.store_report IS
  'Stores what was made of a report, {kind, period, sha256, asOfSequence} and its content, in its latest version if that is a draft.';
GRANT EXECUTE ON FUNCTION bank.store_report TO bank_app, bank_operator;
