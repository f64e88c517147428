CREATE OR REPLACE FUNCTION bank.link_identity(p_issuer text, p_subject text, p_customer uuid)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM books.customer WHERE id = p_customer) THEN
    PERFORM books.refuse('LB015', format('Customer %s does not exist.', p_customer),
      jsonb_build_object('customerId', p_customer));
  END IF;
  INSERT INTO books.customer_identity (issuer, subject, customer_id) VALUES (p_issuer, p_subject, p_customer)
  ON CONFLICT (issuer, subject) DO UPDATE SET customer_id = excluded.customer_id;
END $$;
COMMENT ON FUNCTION bank.link_identity IS 'Lets a sign-in (issuer and subject of an identity provider) stand for a customer.';
