-- A new account belongs to a customer who exists and stands under a control account: the others are the bank's own.
CREATE OR REPLACE FUNCTION books.check_new_account(p jsonb, p_today date)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF (
    p ->> 'number' ~ '^[0-9]{10}$' AND length(p ->> 'product') BETWEEN 1 AND 100 AND length(p ->> 'name') BETWEEN 1 AND 200
    AND coalesce(p ->> 'currency' ~ '^[A-Z]{3}$', true) AND coalesce(p ->> 'floorMinor' ~ '^-?[0-9]{1,18}$', true)
    AND coalesce(pg_input_is_valid(p ->> 'id', 'uuid'), true) AND coalesce(pg_input_is_valid(p ->> 'customer', 'uuid'), true)
  ) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'An account needs a number of ten digits, a product and a name; ids are UUIDs.');
  ELSIF NOT EXISTS (SELECT FROM books.customer WHERE id = (p ->> 'customer')::uuid) THEN
    PERFORM books.refuse('LB015', format('Customer %s does not exist.', p ->> 'customer'),
      jsonb_build_object('customerId', p ->> 'customer'));
  ELSIF NOT EXISTS (
    SELECT FROM books.ledger_account
    WHERE code = p ->> 'ledgerAccount' AND postable AND subledger AND (retired_on > p_today OR retired_on IS NULL)
  ) THEN
    PERFORM books.refuse('LB003', format('Ledger account %s takes no customers'' accounts.', p ->> 'ledgerAccount'),
      jsonb_build_object('gl', p ->> 'ledgerAccount'));
  END IF;
END $$;
