CREATE OR REPLACE VIEW bank.period AS
SELECT month, state, changed_at FROM books.period;
COMMENT ON VIEW bank.period IS 'Accounting months by their first day, and whether they take journals.';
