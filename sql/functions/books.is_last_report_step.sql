-- Whether exactly this was the last thing done with a version: the same step by the same person, in the same words and on the same
-- content, again changes nothing. Anything else is another step, which the version has to be ready for.
CREATE OR REPLACE FUNCTION books.is_last_report_step(p_run ops.report_run, p_action text, p jsonb)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT (e.action, e.actor, e.note, e.explanations, e.sha256)
      = (p_action, p ->> 'actor', coalesce(btrim(p ->> 'note'), ''), coalesce(p -> 'explanations', '{}'), coalesce(p ->> 'sha256', e.sha256))
    FROM ops.report_event e WHERE e.run_id = p_run.id ORDER BY e.id DESC LIMIT 1
  ), false)
$$;
