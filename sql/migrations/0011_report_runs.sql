CREATE TABLE ops.report_run (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL,
  period text NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  status text NOT NULL CHECK (status IN ('QUEUED', 'RUNNING', 'DRAFT', 'FILED', 'AMENDED', 'FAILED')),
  as_of_sequence bigint,
  sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  content text,
  error text,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  UNIQUE (kind, period, version)
);
COMMENT ON TABLE ops.report_run IS 'Every run of a report. Running it again at the same sequence gives the same bytes.';
COMMENT ON COLUMN ops.report_run.period IS 'Such as 2026-01, 2026Q1 or 2026.';
COMMENT ON COLUMN ops.report_run.as_of_sequence IS 'Last journal it has seen; 0 for none.';
COMMENT ON COLUMN ops.report_run.sha256 IS 'Of the content in UTF-8, byte for byte.';
COMMENT ON COLUMN ops.report_run.content IS 'JSON as text, because jsonb would reorder what was hashed.';

GRANT SELECT, INSERT, UPDATE ON ops.report_run TO bank_app;
