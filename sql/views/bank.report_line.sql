CREATE OR REPLACE VIEW bank.report_line AS
SELECT valid_from, valid_to, position, schedule, item, code, caption, kind, basis, side, expression FROM books.report_line;
COMMENT ON VIEW bank.report_line IS 'Lines of reports by item code, each valid from one day to another.';
