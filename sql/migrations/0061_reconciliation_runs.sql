-- The day's end is not the last word on whether a month agrees: after a difference was mended the books are looked at again,
-- and both findings stay on record.
CREATE TABLE books.reconciliation_run (
  id uuid PRIMARY KEY,
  month date NOT NULL,
  business_date date NOT NULL,
  findings jsonb NOT NULL,
  actor text NOT NULL,
  recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE books.reconciliation_run IS 'Reconciliations that somebody asked for after a month had ended. Append-only.';
COMMENT ON COLUMN books.reconciliation_run.month IS 'First day of the month it was asked for; what it looked at is the books of its business date.';
COMMENT ON COLUMN books.reconciliation_run.findings IS '[{kind, ledgerAccount, subledgerMinor, ledgerMinor}]: all that was compared, debits positive.';
CREATE INDEX reconciliation_run_by_month ON books.reconciliation_run (month, recorded_at);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.reconciliation_run EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.reconciliation_run ENABLE ALWAYS TRIGGER append_only;
