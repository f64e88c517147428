CREATE OR REPLACE VIEW bank.business_date AS
SELECT business_date FROM books.business_date;
COMMENT ON VIEW bank.business_date IS 'The day the books stand at; no row before they were opened.';
