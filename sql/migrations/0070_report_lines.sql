-- What reports are made by, as data: lines of schedules and statements with what they are summed from, and the rules that
-- hold them against one another. A definition that held is never changed: another one begins on its own day.
CREATE TABLE books.report_line (
  schedule text NOT NULL,
  code text NOT NULL CHECK (code ~ '^[A-Z]{2,4}[A-Z0-9]{2,4}$'),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  position integer NOT NULL,
  item text NOT NULL,
  caption text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('ledger', 'total', 'carried', 'same')),
  basis text CHECK (basis IN ('balance', 'opening', 'year', 'period', 'average')),
  side text CHECK (side IN ('D', 'C')),
  expression text NOT NULL,
  PRIMARY KEY (schedule, code, valid_from),
  CHECK ((kind = 'ledger') = (basis IS NOT NULL AND side IS NOT NULL))
);
COMMENT ON TABLE books.report_line IS 'Lines of reports by item code (MDRM), each valid from one day to another.';
COMMENT ON COLUMN books.report_line.position IS 'Order on the form.';
COMMENT ON COLUMN books.report_line.kind IS
  'ledger: summed from accounts and facts; total: from printed lines; carried: as last December; same: defined on another schedule.';
COMMENT ON COLUMN books.report_line.basis IS 'balance at the close, opening before the period, movement of the year or the period, or daily average.';
COMMENT ON COLUMN books.report_line.side IS 'The side on which the line is positive.';
COMMENT ON COLUMN books.report_line.expression IS
  'Terms with a space between them, - before those subtracted: account (dr or cr behind it for one side alone), fact, or item code.';
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.report_line EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.report_line ENABLE ALWAYS TRIGGER never_deleted;
