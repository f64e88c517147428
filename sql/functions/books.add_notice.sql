-- Tells a customer something, once under its natural key; telling it again changes nothing.
CREATE OR REPLACE FUNCTION books.add_notice(p_customer uuid, p_account uuid, p_kind text, p_params jsonb, p_key text)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO books.notice (id, customer_id, account_id, kind, params, key, business_date, recorded_at)
  SELECT books.uuid_v7(), p_customer, p_account, p_kind, p_params, p_key, d.business_date, date_trunc('milliseconds', clock_timestamp())
  FROM books.business_date d
  ON CONFLICT (key) DO NOTHING
$$;
