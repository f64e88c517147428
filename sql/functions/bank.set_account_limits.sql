-- Under the lock of its balance, so that no posting is judged by half of the limits.
CREATE OR REPLACE FUNCTION bank.set_account_limits(p jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_account uuid := CASE WHEN pg_input_is_valid(p ->> 'account', 'uuid') THEN (p ->> 'account')::uuid END;
BEGIN
  PERFORM FROM books.balance b JOIN books.account a ON a.id = b.account_id
  WHERE b.account_id = v_account AND a.customer_id IS NOT NULL
  FOR NO KEY UPDATE OF b;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB002', format('Account %s does not exist.', p ->> 'account'),
      jsonb_build_object('accountId', p ->> 'account'));
  ELSIF EXISTS (SELECT FROM books.certificate WHERE account_id = v_account) OR EXISTS (SELECT FROM books.loan WHERE account_id = v_account) THEN
    PERFORM books.refuse('LB053', 'What may leave a certificate or a loan is said by its terms; it has no limits of its own.',
      jsonb_build_object('accountId', v_account));
  ELSIF (coalesce(p ->> 'floorMinor' ~ '^-?[0-9]{1,18}$', true) AND p ->> 'overdraftMinor' ~ '^[0-9]{1,18}$'
    AND jsonb_typeof(p -> 'velocity') = 'array' AND jsonb_array_length(p -> 'velocity') <= 10) IS NOT TRUE
  THEN
    PERFORM books.refuse('LB012', 'Limits are floorMinor (or none), overdraftMinor and up to 10 velocity limits.');
  END IF;
  UPDATE books.account SET floor_minor = (p ->> 'floorMinor')::bigint, overdraft_minor = (p ->> 'overdraftMinor')::bigint
  WHERE id = v_account;
  DELETE FROM books.velocity_limit WHERE account_id = v_account;
  INSERT INTO books.velocity_limit (account_id, window_days, max_minor, max_count)
  SELECT v_account, (v ->> 'windowDays')::integer, (v ->> 'maxMinor')::bigint, (v ->> 'maxCount')::integer
  FROM jsonb_array_elements(p -> 'velocity') v;
EXCEPTION
  WHEN data_exception OR check_violation OR unique_violation OR not_null_violation THEN
    PERFORM books.refuse('LB012', format('The limits can''t be read: %s.', SQLERRM));
END $$;
COMMENT ON FUNCTION bank.set_account_limits IS
  'Replaces the limits of a customer''s account: floorMinor (text or null for none), overdraftMinor (text), velocity: '
  '[{windowDays 1-366, maxMinor?, maxCount?}]. A balance that is below a new floor stays; nothing more may leave it.';
GRANT EXECUTE ON FUNCTION bank.set_account_limits TO bank_operator;
