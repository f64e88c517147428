-- What identifies a person is encrypted before it comes here, under data keys that only the key service can unwrap: a copy
-- of the database says nothing about anybody.
CREATE TABLE ops.data_key (
  id uuid PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('seal', 'lookup')),
  wrapped text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE ops.data_key IS 'Data keys, wrapped by the key service, in base64. Append-only; the latest of a purpose is the one in use.';
CREATE UNIQUE INDEX one_lookup_key ON ops.data_key (purpose) WHERE purpose = 'lookup';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ops.data_key EXECUTE FUNCTION books.refuse_change();
ALTER TABLE ops.data_key ENABLE ALWAYS TRIGGER append_only;
