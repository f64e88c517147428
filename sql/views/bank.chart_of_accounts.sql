CREATE OR REPLACE VIEW bank.chart_of_accounts AS
SELECT
  l.code AS ledger_account, l.name, l.class, l.normal_side, s.label AS statement_line, l.schedule_item, l.mdrm, l.note,
  l.postable, l.subledger, l.retired_on
FROM books.ledger_account l JOIN books.statement_line s ON s.code = l.statement_line;
COMMENT ON VIEW bank.chart_of_accounts IS 'The chart of accounts with the line of the statements each account rolls up to.';
COMMENT ON COLUMN bank.chart_of_accounts.retired_on IS 'Null while the account is in use.';
