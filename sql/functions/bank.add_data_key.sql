CREATE OR REPLACE FUNCTION bank.add_data_key(p jsonb)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  IF (pg_input_is_valid(p ->> 'id', 'uuid') AND p ->> 'purpose' IN ('seal', 'lookup') AND length(p ->> 'wrapped') BETWEEN 1 AND 2000) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'A data key needs an id, a purpose (seal or lookup) and the wrapped key.');
  END IF;
  INSERT INTO ops.data_key (id, purpose, wrapped) VALUES ((p ->> 'id')::uuid, p ->> 'purpose', p ->> 'wrapped') ON CONFLICT DO NOTHING;
  SELECT id INTO v_id FROM ops.data_key WHERE purpose = p ->> 'purpose' ORDER BY created_at DESC LIMIT 1;
  RETURN v_id;
END $$;
COMMENT ON FUNCTION bank.add_data_key IS
  'Keeps a data key, {id, purpose: seal|lookup, wrapped}, and answers the id of the one in use: there is one of purpose lookup '
  'for good, whoever was first.';
GRANT EXECUTE ON FUNCTION bank.add_data_key TO bank_app, bank_operator;
