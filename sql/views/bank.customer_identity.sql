CREATE OR REPLACE VIEW bank.customer_identity AS
SELECT issuer, subject, customer_id FROM books.customer_identity;
COMMENT ON VIEW bank.customer_identity IS 'Which customer a sign-in stands for.';
