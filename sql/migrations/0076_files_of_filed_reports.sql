-- What was filed before files were kept is announced now, so that its files are kept as well.
INSERT INTO ops.outbox (kind, payload)
SELECT 'report.filed', jsonb_build_object('kind', r.kind, 'period', r.period, 'version', r.version, 'sha256', r.sha256)
FROM ops.report_run r WHERE r.status IN ('FILED', 'AMENDED') ORDER BY r.kind, r.period, r.version;
