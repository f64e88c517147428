CREATE OR REPLACE FUNCTION bank.find_personal(p_field text, p_lookup text)
RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.customer_id FROM ops.personal_value v
  WHERE v.lookup = p_lookup AND v.field = p_field AND NOT EXISTS (
    SELECT FROM ops.personal_value later
    WHERE (later.customer_id, later.field) = (v.customer_id, v.field) AND later.version > v.version)
  ORDER BY v.customer_id
$$;
COMMENT ON FUNCTION bank.find_personal IS 'Customers of whom a personal value with this HMAC is kept now.';
GRANT EXECUTE ON FUNCTION bank.find_personal TO bank_app, bank_operator;
