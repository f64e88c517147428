CREATE OR REPLACE FUNCTION bank.return_report(p jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_run ops.report_run := books.lock_report_version(p);
BEGIN
  IF books.is_last_report_step(v_run, 'return', p) THEN
    RETURN;
  ELSIF v_run.status <> 'REVIEWED' THEN
    PERFORM books.refuse('LB071', format('Version %s is %s; only what was reviewed is sent back.', v_run.version, lower(v_run.status)));
  ELSIF coalesce(btrim(p ->> 'note'), '') = '' THEN
    PERFORM books.refuse('LB012', 'Say in a note what has to be different.');
  END IF;
  PERFORM books.take_report_step(v_run, 'return', p);
END $$;
COMMENT ON FUNCTION bank.return_report IS
  'Sends a reviewed report back, {kind, period, version, actor, actorName, note}: it is a draft again, and follows the books.';
GRANT EXECUTE ON FUNCTION bank.return_report TO bank_app;
