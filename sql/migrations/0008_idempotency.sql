-- Never partitioned: uniqueness has to hold over all time.
CREATE TABLE books.idempotency (
  scope text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  journal_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (scope, key)
);
COMMENT ON TABLE books.idempotency IS
  'Which request made which journal, for good. The answer of a replay is read from the journal, which never changes.';
COMMENT ON COLUMN books.idempotency.scope IS 'Who asked for what; keys of different scopes never meet.';
