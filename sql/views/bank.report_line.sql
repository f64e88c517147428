CREATE OR REPLACE VIEW bank.report_line AS
SELECT valid_from, valid_to, position, schedule, item, code, caption, kind, basis, side, expression FROM books.report_line;
COMMENT ON VIEW bank.report_line IS 'Lines of reports by item code, each valid from one day to another.';
COMMENT ON COLUMN bank.report_line.valid_to IS 'Null for a line that is still in force.';
COMMENT ON COLUMN bank.report_line.basis IS 'Null where no ledger account is summed.';
COMMENT ON COLUMN bank.report_line.side IS 'Null where no ledger account is summed.';
