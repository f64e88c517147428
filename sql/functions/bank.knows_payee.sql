-- Whether money of the customer may go to the account without a fresh proof of who asks: it is their own, or they have
-- paid it before. Walks the payments of the customer's accounts until one is found.
CREATE OR REPLACE FUNCTION bank.knows_payee(p_customer uuid, p_payee uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM books.account WHERE id = p_payee AND customer_id = p_customer)
    OR EXISTS (
      SELECT FROM books.account a
      JOIN books.entry paid ON paid.account_id = a.id AND paid.amount_minor > 0
      JOIN books.entry got ON got.journal_sequence = paid.journal_sequence AND got.account_id = p_payee AND got.amount_minor < 0
      WHERE a.customer_id = p_customer
    )
$$;
COMMENT ON FUNCTION bank.knows_payee IS
  'Whether an account is the customer''s own or was paid by them before; a transfer to any other needs a fresh proof of who asks.';
GRANT EXECUTE ON FUNCTION bank.knows_payee TO bank_app, bank_operator;
