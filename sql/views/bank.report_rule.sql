CREATE OR REPLACE VIEW bank.report_rule AS
SELECT valid_from, valid_to, rule, kind, edit, description, left_side, operator, right_side, tolerance, own_tolerance
FROM books.report_rule;
COMMENT ON VIEW bank.report_rule IS 'Validity rules of reports, each valid from one day to another.';
COMMENT ON COLUMN bank.report_rule.valid_to IS 'Null for a rule that is still in force.';
