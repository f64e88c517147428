CREATE OR REPLACE VIEW bank.report_version AS
SELECT r.kind, r.period, r.version, r.amends, r.reason, r.status, r.sha256, r.as_of_sequence, r.content, coalesce(r.created_name, r.created_by) AS created_by,
  r.created_at, r.finished_at,
  (
    SELECT coalesce(jsonb_agg(jsonb_build_object('action', e.action, 'by', e.actor_name, 'on', e.recorded_on, 'at', e.recorded_at,
      'note', e.note, 'explanations', e.explanations, 'sha256', e.sha256) ORDER BY e.id), '[]')
    FROM ops.report_event e WHERE e.run_id = r.id
  ) AS history,
  (
    SELECT coalesce(jsonb_agg(jsonb_build_object('format', f.format, 'bucket', f.bucket, 'key', f.object_key, 'objectVersion', f.object_version,
      'sha256', f.sha256, 'bytes', f.bytes, 'keptAt', f.kept_at, 'keptUntil', f.kept_until) ORDER BY f.format), '[]')
    FROM ops.report_file f WHERE f.run_id = r.id
  ) AS files
FROM ops.report_run r;
COMMENT ON VIEW bank.report_version IS 'Versions of reports: what each says, where it stands, and who did what with it.';
COMMENT ON COLUMN bank.report_version.amends IS 'Null for the first; else the filed version that this one corrects.';
COMMENT ON COLUMN bank.report_version.sha256 IS 'Null until it is made.';
COMMENT ON COLUMN bank.report_version.as_of_sequence IS 'Null until it is made.';
COMMENT ON COLUMN bank.report_version.content IS 'Null until it is made; JSON as text, which the hash is of.';
COMMENT ON COLUMN bank.report_version.created_by IS 'Name of who began it.';
COMMENT ON COLUMN bank.report_version.finished_at IS 'Null until it is made.';
COMMENT ON COLUMN bank.report_version.history IS 'Reviews, returns and filings in their order, by names; people are compared by their subjects.';
COMMENT ON COLUMN bank.report_version.files IS 'Files of it that are kept where nobody can change them, with where each is and what it was.';
GRANT SELECT ON bank.report_version TO bank_app, bank_operator;
