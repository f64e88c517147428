CREATE TABLE books.statement_line (
  code text PRIMARY KEY,
  statement text NOT NULL CHECK (statement IN ('balance-sheet', 'income-statement', 'memo')),
  parent text REFERENCES books.statement_line,
  position integer NOT NULL,
  side text NOT NULL CHECK (side IN ('debit', 'credit')),
  label text NOT NULL,
  chart_line text UNIQUE
);
COMMENT ON TABLE books.statement_line IS 'The tree that ledger accounts roll up in: line, section, statement.';
COMMENT ON COLUMN books.statement_line.side IS 'The side on which an amount shows as positive.';
COMMENT ON COLUMN books.statement_line.chart_line IS 'What the chart calls this line; null for a total.';

CREATE TABLE books.ledger_account (
  code text PRIMARY KEY CHECK (code ~ '^[1-9][0-9]{3}$'),
  name text NOT NULL,
  class text NOT NULL CHECK (class IN ('Asset', 'Liability', 'Equity', 'Income', 'Expense', 'Memo')),
  normal_side text NOT NULL CHECK (normal_side IN ('debit', 'credit')),
  statement_line text NOT NULL REFERENCES books.statement_line,
  schedule_item text NOT NULL,
  mdrm text NOT NULL,
  note text NOT NULL,
  postable boolean NOT NULL,
  subledger boolean NOT NULL,
  retired_on date,
  UNIQUE (code, postable)
);
COMMENT ON TABLE books.ledger_account IS 'Chart of accounts. An account is retired, never deleted or renumbered.';
COMMENT ON COLUMN books.ledger_account.statement_line IS 'Parent in the roll-up tree.';
COMMENT ON COLUMN books.ledger_account.subledger IS 'Control account: takes entries only through customer accounts.';
COMMENT ON COLUMN books.ledger_account.mdrm IS 'Item codes of the Call Report.';
