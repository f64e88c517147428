CREATE OR REPLACE VIEW bank.day_step AS
SELECT business_date, step, position, result, started_at, finished_at FROM books.day_step;
COMMENT ON VIEW bank.day_step IS 'What the end of each business date has done so far, step by step.';
GRANT SELECT ON bank.day_step TO bank_app, bank_operator;
