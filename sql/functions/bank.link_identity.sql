-- For good: somebody who signs in never finds another customer's accounts. Linking again the same way changes nothing.
CREATE OR REPLACE FUNCTION bank.link_identity(p_issuer text, p_subject text, p_customer uuid)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (length(p_issuer) BETWEEN 1 AND 500 AND length(p_subject) BETWEEN 1 AND 500) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'A sign-in has an issuer and a subject.');
  ELSIF NOT EXISTS (SELECT FROM books.customer WHERE id = p_customer) THEN
    PERFORM books.refuse('LB015', format('Customer %s does not exist.', p_customer),
      jsonb_build_object('customerId', p_customer));
  END IF;
  INSERT INTO books.customer_identity (issuer, subject, customer_id) VALUES (p_issuer, p_subject, p_customer)
  ON CONFLICT DO NOTHING;
  IF NOT EXISTS (
    SELECT FROM books.customer_identity
    WHERE issuer = p_issuer AND subject = p_subject AND customer_id = p_customer
  ) THEN
    PERFORM books.refuse_taken('sign-in', p_subject);
  END IF;
END $$;
COMMENT ON FUNCTION bank.link_identity IS
  'Lets a sign-in (issuer and subject of an identity provider) stand for a customer, once and for good.';
GRANT EXECUTE ON FUNCTION bank.link_identity TO bank_operator;
