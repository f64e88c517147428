CREATE OR REPLACE VIEW bank.personal_value AS
SELECT DISTINCT ON (customer_id, field) customer_id, field, version, data_key_id, ciphertext, masked, lookup, recorded_by, recorded_at
FROM ops.personal_value ORDER BY customer_id, field, version DESC;
COMMENT ON VIEW bank.personal_value IS 'Personal data of customers as it is now: encrypted, with what may be shown of it.';
COMMENT ON COLUMN bank.personal_value.lookup IS 'Null for fields nobody is found by.';
GRANT SELECT ON bank.personal_value TO bank_app, bank_operator;
