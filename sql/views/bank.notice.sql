CREATE OR REPLACE VIEW bank.notice AS
SELECT n.sequence, n.id, n.customer_id, n.account_id, a.number AS account_number, n.kind, n.params, n.business_date, n.recorded_at,
  r.read_at
FROM books.notice n
LEFT JOIN books.account a ON a.id = n.account_id
LEFT JOIN books.notice_reading r ON r.notice_sequence = n.sequence;
COMMENT ON VIEW bank.notice IS 'What the bank has told customers. Page it by (customer_id, sequence).';
COMMENT ON COLUMN bank.notice.account_id IS 'Null where it is about no account in particular.';
COMMENT ON COLUMN bank.notice.account_number IS 'Null where it is about no account in particular.';
COMMENT ON COLUMN bank.notice.read_at IS 'Null while the customer has not marked it as read.';
GRANT SELECT ON bank.notice TO bank_app, bank_operator;
