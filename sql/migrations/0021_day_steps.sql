-- The end of a day is a row of steps, each in a transaction of its own that leaves its row here: what was done is done
-- once, and a run that was killed goes on after the last row.
CREATE TABLE books.day_step (
  business_date date NOT NULL,
  step text NOT NULL,
  position smallint NOT NULL,
  result jsonb NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL,
  PRIMARY KEY (business_date, step)
);
COMMENT ON TABLE books.day_step IS 'What the end of each business date has done, step by step, as each answered. Append-only.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.day_step EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.day_step ENABLE ALWAYS TRIGGER append_only;

CREATE TABLE books.reconciliation (
  business_date date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('control', 'suspense')),
  ledger_account text NOT NULL,
  subledger_minor numeric NOT NULL,
  ledger_minor numeric NOT NULL,
  open_since date,
  PRIMARY KEY (business_date, kind, ledger_account)
);
COMMENT ON TABLE books.reconciliation IS
  'What each day''s end found: control accounts beside the sum of their accounts, suspense beside zero. Append-only.';
COMMENT ON COLUMN books.reconciliation.subledger_minor IS 'What should stand on the ledger account; debits positive.';
COMMENT ON COLUMN books.reconciliation.open_since IS 'Of a suspense account that is not zero: the first day it has not been.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.reconciliation EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.reconciliation ENABLE ALWAYS TRIGGER append_only;
