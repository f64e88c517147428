-- The number is the natural key: asking again answers the account that is there.
CREATE OR REPLACE FUNCTION bank.open_account(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_id uuid;
BEGIN
  PERFORM books.check_new_account(p, v_today);
  INSERT INTO books.account (id, number, customer_id, ledger_account, currency, product, name, floor_minor, opened_on)
  VALUES (
    coalesce((p ->> 'id')::uuid, books.uuid_v7()), p ->> 'number', (p ->> 'customer')::uuid, p ->> 'ledgerAccount',
    coalesce(p ->> 'currency', 'USD'), p ->> 'product', p ->> 'name', (p ->> 'floorMinor')::bigint, v_today)
  ON CONFLICT (number) DO NOTHING
  RETURNING id INTO v_id;
  INSERT INTO books.balance (account_id, balance_minor, version) SELECT v_id, 0, 0 WHERE v_id IS NOT NULL;
  RETURN (
    SELECT jsonb_build_object('id', id, 'number', number, 'created', v_id IS NOT NULL)
    FROM books.account WHERE number = p ->> 'number'
  );
END $$;
COMMENT ON FUNCTION bank.open_account IS
  'Takes number (ten digits), customer (id), ledgerAccount, product, name and perhaps currency (USD), floorMinor (text; '
  'none means no limit) and id; answers id, number and whether it was created just now.';
