-- The number is the natural key: asking again answers the account that is there. Which one that is shows only after the
-- insert, because a rival may have opened it for somebody else since we looked.
CREATE OR REPLACE FUNCTION bank.open_account(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_currency text := coalesce(p ->> 'currency', 'USD');
  v_created integer;
  v_account books.account;
BEGIN
  PERFORM books.check_new_account(p, v_today);
  INSERT INTO books.account (id, number, customer_id, ledger_account, currency, product, name, floor_minor, opened_on)
  VALUES (
    coalesce((p ->> 'id')::uuid, books.uuid_v7()), p ->> 'number', (p ->> 'customer')::uuid, p ->> 'ledgerAccount',
    v_currency, p ->> 'product', p ->> 'name', (p ->> 'floorMinor')::bigint, v_today)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v_created = ROW_COUNT;

  SELECT * INTO v_account FROM books.account WHERE number = p ->> 'number';
  IF NOT FOUND OR v_account.id <> (p ->> 'id')::uuid THEN
    PERFORM books.refuse_taken('account id', p ->> 'id');
  ELSIF (v_account.customer_id, v_account.ledger_account, v_account.currency, v_account.floor_minor) IS DISTINCT FROM
    ((p ->> 'customer')::uuid, p ->> 'ledgerAccount', v_currency, (p ->> 'floorMinor')::bigint)
  THEN
    PERFORM books.refuse_taken('account number', p ->> 'number');
  END IF;
  RETURN jsonb_build_object('id', v_account.id, 'number', v_account.number, 'created', v_created = 1);
END $$;
COMMENT ON FUNCTION bank.open_account IS
  'Takes number (ten digits), customer (id), ledgerAccount, product, name and perhaps currency (USD), floorMinor (text; '
  'none means no limit) and id; answers id, number and whether it was created just now.';
GRANT EXECUTE ON FUNCTION bank.open_account TO bank_operator;
