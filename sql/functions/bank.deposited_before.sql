CREATE OR REPLACE FUNCTION bank.deposited_before(p_account uuid)
RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT books.deposited_before(a.customer_id, d.business_date)
  FROM books.account a CROSS JOIN books.business_date d WHERE a.id = p_account AND a.customer_id IS NOT NULL
$$;
COMMENT ON FUNCTION bank.deposited_before IS
  'What a check for an account is scheduled by: businessDate, isNew, and specialMinor and otherMinor that its customer '
  'deposited today. bank.deposit_check takes it back as facts. Null for no customer''s account.';
GRANT EXECUTE ON FUNCTION bank.deposited_before TO bank_app, bank_operator;
