-- The number is the natural key: asking again answers the customer that is there.
CREATE OR REPLACE FUNCTION bank.open_customer(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_created integer;
BEGIN
  IF (p ->> 'number' ~ '^[0-9]{8}$' AND length(p ->> 'name') BETWEEN 1 AND 200) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'A customer needs a number of eight digits and a name.');
  END IF;
  INSERT INTO books.customer (id, number, name, opened_on)
  VALUES (coalesce((p ->> 'id')::uuid, books.uuid_v7()), p ->> 'number', p ->> 'name', v_today)
  ON CONFLICT (number) DO NOTHING;
  GET DIAGNOSTICS v_created = ROW_COUNT;
  RETURN (
    SELECT jsonb_build_object('id', id, 'number', number, 'created', v_created = 1)
    FROM books.customer WHERE number = p ->> 'number'
  );
END $$;
COMMENT ON FUNCTION bank.open_customer IS
  'Takes number (eight digits), name and perhaps id; answers id, number and whether it was created just now.';
