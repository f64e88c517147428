CREATE OR REPLACE FUNCTION bank.file_report(p jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_run ops.report_run := books.lock_report_version(p);
  v_review ops.report_event;
BEGIN
  IF books.is_last_report_step(v_run, 'file', p) THEN
    RETURN;
  ELSIF v_run.status <> 'REVIEWED' THEN
    PERFORM books.refuse('LB071', format('Version %s is %s; only what was reviewed is filed.', v_run.version, lower(v_run.status)));
  ELSIF v_run.sha256 IS DISTINCT FROM p ->> 'sha256' THEN
    PERFORM books.refuse('LB026', 'The report was made again since you looked at it. Look at it as it is now.');
  END IF;
  SELECT * INTO v_review FROM ops.report_event e WHERE e.run_id = v_run.id ORDER BY e.id DESC LIMIT 1;
  IF v_review.actor = p ->> 'actor' THEN
    PERFORM books.refuse('LB025', format('%s reviewed this report; another person files it.', v_review.actor_name));
  END IF;
  PERFORM books.check_report_fileable(v_run, v_review.explanations);
  PERFORM books.take_report_step(v_run, 'file', p);
  UPDATE ops.report_run r SET status = 'AMENDED' WHERE (r.kind, r.period, r.version) = (v_run.kind, v_run.period, v_run.amends);
  IF v_run.kind = 'year' THEN
    PERFORM books.tell_of_corrected_forms(v_run);
  END IF;
  INSERT INTO ops.outbox (kind, payload)
  VALUES ('report.filed', jsonb_build_object('kind', v_run.kind, 'period', v_run.period, 'version', v_run.version, 'sha256', v_run.sha256));
END $$;
COMMENT ON FUNCTION bank.file_report IS
  'Files what another person reviewed: {kind, period, version, sha256, actor, actorName, note}. The version it amends, if any, is amended from now on. Announced in the outbox, so that its files are kept; payees whose forms an amendment of a year changes are told.';
GRANT EXECUTE ON FUNCTION bank.file_report TO bank_app;
