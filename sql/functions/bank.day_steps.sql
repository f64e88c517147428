CREATE OR REPLACE FUNCTION bank.day_steps()
RETURNS text[] LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT books.day_steps()
$$;
COMMENT ON FUNCTION bank.day_steps IS 'What the end of a day does, in this order.';
GRANT EXECUTE ON FUNCTION bank.day_steps TO bank_app, bank_operator;
