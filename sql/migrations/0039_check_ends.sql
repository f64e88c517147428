CREATE TABLE books.check_collection (
  check_id uuid PRIMARY KEY REFERENCES books.check_deposit,
  journal_id uuid NOT NULL,
  business_date date NOT NULL
);
COMMENT ON TABLE books.check_collection IS 'Checks that were collected, and the journal of the day that did it. Append-only.';
CREATE INDEX check_collection_by_date ON books.check_collection (business_date);

CREATE TABLE books.check_return (
  check_id uuid PRIMARY KEY REFERENCES books.check_deposit,
  journal_id uuid NOT NULL UNIQUE,
  reason text NOT NULL,
  business_date date NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL
);
COMMENT ON TABLE books.check_return IS 'Checks that came back unpaid, once each. Append-only.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.check_deposit EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.check_part EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.check_collection EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.check_return EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.check_deposit ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.check_part ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.check_collection ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.check_return ENABLE ALWAYS TRIGGER append_only;
