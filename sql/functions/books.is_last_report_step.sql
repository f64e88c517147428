-- Whether this was the last thing done with a version: the same step by the same person again changes nothing.
CREATE OR REPLACE FUNCTION books.is_last_report_step(p_run ops.report_run, p_action text, p jsonb)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT (e.action, e.actor) = (p_action, p ->> 'actor') FROM ops.report_event e WHERE e.run_id = p_run.id ORDER BY e.id DESC LIMIT 1
  ), false)
$$;
