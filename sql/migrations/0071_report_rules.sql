-- Rules that hold the lines of a report against one another.
CREATE TABLE books.report_rule (
  rule text NOT NULL CHECK (rule ~ '^[A-Z][0-9]{2,3}$'),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  kind text NOT NULL CHECK (kind IN ('footing', 'inter', 'relation', 'quality', 'interperiod')),
  edit text NOT NULL,
  description text NOT NULL,
  left_side text NOT NULL,
  operator text NOT NULL CHECK (operator IN ('eq', 'le', 'gt', 'implies', 'ytd', 'prev_dec')),
  right_side text NOT NULL,
  tolerance integer NOT NULL CHECK (tolerance >= 0),
  own_tolerance integer NOT NULL CHECK (own_tolerance BETWEEN 0 AND tolerance),
  PRIMARY KEY (rule, valid_from)
);
COMMENT ON TABLE books.report_rule IS 'Validity rules of reports, each valid from one day to another.';
COMMENT ON COLUMN books.report_rule.kind IS 'footing, inter and relation refuse a report that fails; quality and interperiod ask for an explanation.';
COMMENT ON COLUMN books.report_rule.edit IS 'Number of the edit in the list of the FFIEC of 2002, where it has one.';
COMMENT ON COLUMN books.report_rule.tolerance IS 'Thousands of dollars by which figures of other banks may be off.';
COMMENT ON COLUMN books.report_rule.own_tolerance IS 'The same of our own figures.';
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON books.report_rule EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.report_rule ENABLE ALWAYS TRIGGER never_deleted;
