-- A teller counts the cash of a drawer and works with it from now on; one drawer at a time.
CREATE OR REPLACE FUNCTION bank.open_drawer(p jsonb)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_after bigint;
  v_session books.teller_drawer_session;
BEGIN
  PERFORM books.check_drawer_request(p);
  v_after := books.lock_vault();
  SELECT * INTO v_session FROM books.teller_drawer_session WHERE teller = p ->> 'teller' AND open_key = p ->> 'key';
  IF FOUND THEN
    IF v_session.open_hash <> p ->> 'requestHash' THEN
      PERFORM books.refuse('LB008', 'A drawer was opened with another count under this key.', jsonb_build_object('key', p ->> 'key'));
    END IF;
    RETURN json_build_object('id', v_session.id, 'outcome', 'replayed');
  END IF;
  SELECT * INTO v_session FROM books.teller_drawer_session WHERE teller = p ->> 'teller' AND closed_at IS NULL;
  IF FOUND THEN
    PERFORM books.refuse('LB043', format('Your drawer has been open since %s; close it first.', v_session.opened_on),
      jsonb_build_object('openedOn', v_session.opened_on));
  END IF;
  INSERT INTO books.teller_drawer_session (id, teller, opened_on, opened_at, opening_minor, after_sequence, open_key, open_hash)
  VALUES ((p ->> 'id')::uuid, p ->> 'teller', v_today, date_trunc('milliseconds', clock_timestamp()), (p ->> 'minor')::bigint,
    v_after, p ->> 'key', p ->> 'requestHash');
  RETURN json_build_object('id', p ->> 'id', 'outcome', 'posted');
END $$;
COMMENT ON FUNCTION bank.open_drawer IS
  'Takes id, teller, minor (text: the counted cash), currency, scope, key, requestHash; answers id and outcome (posted, replayed).';
GRANT EXECUTE ON FUNCTION bank.open_drawer TO bank_app, bank_operator;
