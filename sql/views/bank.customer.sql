CREATE OR REPLACE VIEW bank.customer AS
SELECT id, number, name, opened_on FROM books.customer;
COMMENT ON VIEW bank.customer IS 'Customers of the bank.';
