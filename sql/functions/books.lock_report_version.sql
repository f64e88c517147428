-- The version of a report that somebody names in {kind, period, version}, locked; it refuses one that does not exist. Waits for
-- postings under way, so that what is decided on the version is decided on all that was posted.
CREATE OR REPLACE FUNCTION books.lock_report_version(p jsonb)
RETURNS ops.report_run LANGUAGE plpgsql AS $$
DECLARE
  v_run ops.report_run;
BEGIN
  IF (p ->> 'version' ~ '^[0-9]{1,6}$' AND length(p ->> 'actor') BETWEEN 1 AND 200 AND length(p ->> 'actorName') BETWEEN 1 AND 200
    AND length(coalesce(p ->> 'note', '')) <= 500) IS NOT TRUE
  THEN
    PERFORM books.refuse('LB012', 'A step of a report needs its kind, period and version, an actor with a name, and a note of up to 500 characters.');
  END IF;
  PERFORM books.lock_calendar();
  SELECT * INTO v_run FROM ops.report_run r
  WHERE r.kind = p ->> 'kind' AND r.period = p ->> 'period' AND r.version = (p ->> 'version')::integer FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB073', format('The report of %s has no version %s.', p ->> 'period', p ->> 'version'));
  END IF;
  RETURN v_run;
END $$;
