CREATE OR REPLACE VIEW bank.loan_terms AS
SELECT product, valid_from, method, rate_ppm, income_account, late_fee_minor::text AS late_fee_minor, late_fee_ppm, grace_days,
  nonaccrual_days, charge_off_days, loss_rate_ppm, nonaccrual_loss_ppm
FROM books.loan_terms;
COMMENT ON VIEW bank.loan_terms IS 'Terms of loan products, each from a date on.';
