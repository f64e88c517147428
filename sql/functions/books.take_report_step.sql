-- Writes down who did what with a version and moves it on; the triggers refuse what may not be.
CREATE OR REPLACE FUNCTION books.take_report_step(p_run ops.report_run, p_action text, p jsonb)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ops.report_event (run_id, action, actor, actor_name, note, explanations, sha256, recorded_on)
  SELECT p_run.id, p_action, p ->> 'actor', p ->> 'actorName', coalesce(btrim(p ->> 'note'), ''), coalesce(p -> 'explanations', '{}'), p_run.sha256, business_date
  FROM books.business_date;
  UPDATE ops.report_run
  SET status = CASE p_action WHEN 'review' THEN 'REVIEWED' WHEN 'return' THEN 'DRAFT' ELSE 'FILED' END
  WHERE id = p_run.id;
END $$;
