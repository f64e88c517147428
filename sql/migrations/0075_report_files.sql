-- Files of filed versions that were put where nobody can change them. The books keep what they were, so that a file can be told from another.
CREATE TABLE ops.report_file (
  run_id uuid NOT NULL REFERENCES ops.report_run,
  format text NOT NULL CHECK (format IN ('csv', 'json', 'xml', 'pdf')),
  bucket text NOT NULL CHECK (length(bucket) BETWEEN 3 AND 63),
  object_key text NOT NULL CHECK (length(object_key) BETWEEN 1 AND 1024),
  object_version text NOT NULL CHECK (length(object_version) BETWEEN 1 AND 1024),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL CHECK (bytes > 0),
  kept_until timestamptz NOT NULL,
  kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (run_id, format)
);
COMMENT ON TABLE ops.report_file IS 'Files of filed versions of reports, as they were kept. Append-only.';
COMMENT ON COLUMN ops.report_file.bucket IS 'Of S3, as are the key and the version: the very object that was written.';
COMMENT ON COLUMN ops.report_file.sha256 IS 'Of the bytes of the file.';
COMMENT ON COLUMN ops.report_file.kept_until IS 'Until then S3 refuses to delete it, as it said when it was kept; that may be made later, never earlier.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ops.report_file EXECUTE FUNCTION books.refuse_change();
ALTER TABLE ops.report_file ENABLE ALWAYS TRIGGER append_only;
