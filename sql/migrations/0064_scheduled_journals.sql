-- Journals of the bank's own accounts that are known ahead: each is posted at the end of its day.
CREATE TABLE books.scheduled_journal (
  key text PRIMARY KEY,
  due_on date NOT NULL,
  journal jsonb NOT NULL,
  scheduled_on date NOT NULL,
  actor text NOT NULL
);
COMMENT ON TABLE books.scheduled_journal IS 'Journals of the bank''s own accounts that wait for the end of a day. Append-only; posted under the scope schedule and their key.';
COMMENT ON COLUMN books.scheduled_journal.journal IS '{template, description, reference, entries}, with ledger accounts alone.';
CREATE INDEX scheduled_journal_by_date ON books.scheduled_journal (due_on);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.scheduled_journal EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.scheduled_journal ENABLE ALWAYS TRIGGER append_only;
