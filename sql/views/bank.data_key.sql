CREATE OR REPLACE VIEW bank.data_key AS
SELECT id, purpose, wrapped, created_at FROM ops.data_key;
COMMENT ON VIEW bank.data_key IS 'Data keys of personal data, wrapped by the key service.';
GRANT SELECT ON bank.data_key TO bank_app, bank_operator;
