-- Opens a certificate and moves the money into it from another account of the customer, or does neither. The number is the
-- natural key, or where it names none the key of the request: asking again answers the certificate that is there.
CREATE OR REPLACE FUNCTION bank.open_certificate(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_minor bigint := (p ->> 'minor')::bigint;
  v_product books.product;
  v_minimum bigint;
  v_account books.account;
  v_number text := p ->> 'number';
  v_key text := 'opening/' || coalesce(v_number, p ->> 'key');
  v_hash text := coalesce(p ->> 'requestHash', md5(p::text));
  v_opening books.journal;
BEGIN
  IF v_number IS NULL THEN
    IF (length(p ->> 'key') BETWEEN 1 AND 190 AND length(p ->> 'requestHash') BETWEEN 1 AND 200) IS NOT TRUE THEN
      PERFORM books.refuse('LB012', 'A certificate is asked for with a number, or with a key and a request hash.');
    END IF;
    PERFORM books.lock_key('certificate', v_key);
    SELECT * INTO v_opening FROM books.journal WHERE scope = 'certificate' AND key = v_key;
    IF v_opening.request_hash <> v_hash THEN
      PERFORM books.refuse_key(1, p ->> 'key', v_hash, v_opening.request_hash);
    END IF;
    SELECT a.number INTO v_number FROM books.entry e JOIN books.certificate c ON c.account_id = e.account_id
    JOIN books.account a ON a.id = e.account_id WHERE e.journal_sequence = v_opening.sequence AND e.amount_minor < 0;
    -- An operator may have given numbers of the sequence away.
    WHILE v_number IS NULL OR v_opening.id IS NULL AND EXISTS (SELECT FROM books.account WHERE number = v_number) LOOP
      v_number := nextval('books.certificate_number')::text;
    END LOOP;
  END IF;
  SELECT a.* INTO v_account FROM books.account a JOIN books.certificate c ON c.account_id = a.id WHERE a.number = v_number;
  IF FOUND AND v_account.customer_id = (p ->> 'customer')::uuid AND v_account.product = p ->> 'product' THEN
    RETURN jsonb_build_object('id', v_account.id, 'number', v_account.number, 'created', false);
  END IF;
  SELECT * INTO v_product FROM books.product WHERE code = p ->> 'product' AND kind = 'certificate';
  SELECT t.minimum_opening_minor INTO v_minimum FROM books.terms_on(v_today) t WHERE t.product = v_product.code;
  IF v_product.code IS NULL OR v_minor IS NULL OR v_minor < v_minimum OR NOT EXISTS (
    SELECT FROM books.account a WHERE a.id = (p ->> 'from')::uuid AND a.customer_id = (p ->> 'customer')::uuid)
  THEN
    PERFORM books.refuse('LB031', format('A certificate needs a product of that kind, at least %s, and another account of the '
      'customer to come from.', books.money_text(coalesce(v_minimum, 0), 'USD')),
      jsonb_build_object('product', p ->> 'product', 'minimumMinor', v_minimum::text, 'askedMinor', p ->> 'minor'));
  END IF;
  PERFORM bank.open_account(jsonb_build_object('ledgerAccount', v_product.ledger_account, 'name', v_product.name, 'floorMinor', '0')
    || jsonb_strip_nulls(jsonb_build_object('id', p -> 'id', 'number', v_number, 'customer', p -> 'customer',
      'product', p -> 'product')));
  SELECT * INTO v_account FROM books.account WHERE number = v_number;
  PERFORM books.post_batch(jsonb_build_object('journals', jsonb_build_array(jsonb_build_object(
    'id', books.uuid_v7(), 'scope', 'certificate', 'key', v_key, 'requestHash', v_hash,
    'type', 'STANDARD', 'template', 'P08', 'description', 'Certificate opened', 'actor', coalesce(p ->> 'actor', 'bank'),
    'entries', jsonb_build_array(
      jsonb_build_object('account', p ->> 'from', 'minor', v_minor::text, 'currency', 'USD'),
      jsonb_build_object('account', v_account.id, 'minor', (-v_minor)::text, 'currency', 'USD'))))), false);
  PERFORM books.add_certificate(v_account, v_today, books.deposit_rate_on(v_product.code, v_minor, v_today), v_minor,
    coalesce(p ->> 'atMaturity', 'renew'), (p ->> 'payoutAccount')::uuid);
  RETURN jsonb_build_object('id', v_account.id, 'number', v_account.number, 'created', true);
END $$;
COMMENT ON FUNCTION bank.open_certificate IS
  'Takes number (ten digits; chosen where a key and a requestHash stand for it), customer, product, minor (text), from (the account the money comes from) and perhaps atMaturity '
  '(renew or pay-out), payoutAccount, id and actor; answers id, number and whether it was created just now.';
GRANT EXECUTE ON FUNCTION bank.open_certificate TO bank_app, bank_operator;
