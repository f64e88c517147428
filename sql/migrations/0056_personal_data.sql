-- Personal data of customers, sealed under the data keys.
CREATE TABLE ops.personal_value (
  customer_id uuid NOT NULL REFERENCES books.customer,
  field text NOT NULL CHECK (field IN ('tax-id', 'email', 'phone', 'address', 'birth-date')),
  version integer NOT NULL CHECK (version > 0),
  data_key_id uuid NOT NULL REFERENCES ops.data_key,
  ciphertext text NOT NULL,
  masked text NOT NULL CHECK (length(masked) BETWEEN 1 AND 200),
  lookup text CHECK (lookup ~ '^[0-9a-f]{64}$'),
  recorded_by text NOT NULL CHECK (length(recorded_by) BETWEEN 1 AND 200),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (customer_id, field, version)
);
COMMENT ON TABLE ops.personal_value IS 'Personal data of customers, encrypted. Append-only: the highest version counts.';
COMMENT ON COLUMN ops.personal_value.ciphertext IS 'AES-256-GCM in base64: nonce, tag, text. Bound to customer and field.';
COMMENT ON COLUMN ops.personal_value.masked IS 'What may be shown without unmasking it.';
COMMENT ON COLUMN ops.personal_value.lookup IS 'HMAC-SHA-256 of the normalised value, by which it is found; null for fields nobody is found by.';
CREATE INDEX personal_value_by_lookup ON ops.personal_value (lookup) WHERE lookup IS NOT NULL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ops.personal_value EXECUTE FUNCTION books.refuse_change();
ALTER TABLE ops.personal_value ENABLE ALWAYS TRIGGER append_only;
