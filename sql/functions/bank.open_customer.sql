-- The number is the natural key: asking again answers the customer that is there.
CREATE OR REPLACE FUNCTION bank.open_customer(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_created integer;
  v_customer books.customer;
BEGIN
  IF (
    p ->> 'number' ~ '^[0-9]{8}$' AND length(p ->> 'name') BETWEEN 1 AND 200
    AND coalesce(pg_input_is_valid(p ->> 'id', 'uuid'), true)
  ) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'A customer needs a number of eight digits and a name; an id is a UUID.');
  END IF;
  INSERT INTO books.customer (id, number, name, opened_on)
  VALUES (coalesce((p ->> 'id')::uuid, books.uuid_v7()), p ->> 'number', p ->> 'name', v_today)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v_created = ROW_COUNT;

  SELECT * INTO v_customer FROM books.customer WHERE number = p ->> 'number';
  IF NOT FOUND OR v_customer.id <> (p ->> 'id')::uuid THEN
    PERFORM books.refuse_taken('customer id', p ->> 'id');
  ELSIF v_customer.name <> p ->> 'name' THEN
    PERFORM books.refuse_taken('customer number', p ->> 'number');
  END IF;
  RETURN jsonb_build_object('id', v_customer.id, 'number', v_customer.number, 'created', v_created = 1);
END $$;
COMMENT ON FUNCTION bank.open_customer IS
  'Takes number (eight digits), name and perhaps id; answers id, number and whether it was created just now.';
GRANT EXECUTE ON FUNCTION bank.open_customer TO bank_operator;
