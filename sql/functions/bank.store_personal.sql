CREATE OR REPLACE FUNCTION bank.store_personal(p jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_customer uuid := CASE WHEN pg_input_is_valid(p ->> 'customer', 'uuid') THEN (p ->> 'customer')::uuid END;
BEGIN
  PERFORM FROM books.customer WHERE id = v_customer FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB015', 'There is no such customer.');
  END IF;
  INSERT INTO ops.personal_value (customer_id, field, version, data_key_id, ciphertext, masked, lookup, recorded_by)
  SELECT v_customer, p ->> 'field', coalesce(max(v.version), 0) + 1, (p ->> 'dataKey')::uuid, p ->> 'ciphertext', p ->> 'masked',
    p ->> 'lookup', p ->> 'actor'
  FROM ops.personal_value v WHERE v.customer_id = v_customer AND v.field = p ->> 'field';
EXCEPTION
  WHEN data_exception OR integrity_constraint_violation THEN
    PERFORM books.refuse('LB012', format('Personal data can''t be kept: %s.', SQLERRM));
END $$;
COMMENT ON FUNCTION bank.store_personal IS
  'Keeps a personal value of a customer as its next version: {customer, field, dataKey, ciphertext, masked, lookup, actor}.';
GRANT EXECUTE ON FUNCTION bank.store_personal TO bank_app, bank_operator;
