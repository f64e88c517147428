-- What the bank has to tell a customer, once: its key says what about.
CREATE TABLE books.notice (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  customer_id uuid NOT NULL REFERENCES books.customer,
  account_id uuid REFERENCES books.account,
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z-]{2,39}$'),
  params jsonb NOT NULL,
  key text NOT NULL UNIQUE,
  business_date date NOT NULL,
  recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE books.notice IS 'Notices to customers. Append-only.';
COMMENT ON COLUMN books.notice.account_id IS 'The account it is about; null where it is about none in particular.';
COMMENT ON COLUMN books.notice.params IS 'What the text of its kind needs: names with texts, amounts in minor units.';
COMMENT ON COLUMN books.notice.key IS 'Natural key, such as the order and its due date: the same thing is told once.';
CREATE INDEX notice_by_customer ON books.notice (customer_id, sequence);

CREATE TABLE books.notice_reading (
  notice_sequence bigint PRIMARY KEY REFERENCES books.notice,
  read_at timestamptz NOT NULL
);
COMMENT ON TABLE books.notice_reading IS 'Which notices their customers have marked as read. Append-only.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.notice EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.notice_reading EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.notice ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.notice_reading ENABLE ALWAYS TRIGGER append_only;
