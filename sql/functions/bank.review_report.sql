CREATE OR REPLACE FUNCTION bank.review_report(p jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_run ops.report_run := books.lock_report_version(p);
BEGIN
  IF books.is_last_report_step(v_run, 'review', p) THEN
    RETURN;
  ELSIF v_run.status <> 'DRAFT' OR v_run.sha256 IS NULL THEN
    PERFORM books.refuse('LB071', format('Version %s is %s; a draft that was made is reviewed.', v_run.version, lower(v_run.status)));
  ELSIF v_run.sha256 IS DISTINCT FROM p ->> 'sha256' THEN
    PERFORM books.refuse('LB026', 'The report was made again since you looked at it. Look at it as it is now.');
  ELSIF (SELECT count(*) <> count(*) FILTER (WHERE jsonb_typeof(value) = 'string' AND length(value #>> '{}') <= 2000)
    FROM jsonb_each(coalesce(p -> 'explanations', '{}')))
  THEN
    PERFORM books.refuse('LB012', 'Explanations are texts of up to 2000 characters by rule.');
  END IF;
  PERFORM books.check_report_fileable(v_run, coalesce(p -> 'explanations', '{}'));
  PERFORM books.take_report_step(v_run, 'review', p);
END $$;
COMMENT ON FUNCTION bank.review_report IS
  'Reviews a draft: {kind, period, version, sha256, actor, actorName, note, explanations: {rule: text}}. The hash is that of the content which '
  'was looked at; from now on it never changes. It refuses a report that could not be filed.';
GRANT EXECUTE ON FUNCTION bank.review_report TO bank_app;
