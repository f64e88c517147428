-- Sets up a transfer that repeats; nothing is paid here. The same key answers with the order it made.
CREATE OR REPLACE FUNCTION bank.set_standing_order(p jsonb)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_order books.standing_order;
  v_rule text := p ->> 'holidayRule';
  v_anchor date;
BEGIN
  IF books.is_standing_order(p) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'A standing order needs an id, a customer, two accounts, an amount above zero, a currency, a '
      'frequency, a first date, a holiday rule, an actor, a scope, a key and a request hash.');
  END IF;
  PERFORM books.lock_key(p ->> 'scope', p ->> 'key');
  SELECT * INTO v_order FROM books.standing_order WHERE scope = p ->> 'scope' AND key = p ->> 'key';
  IF FOUND THEN
    IF v_order.request_hash <> p ->> 'requestHash' THEN
      PERFORM books.refuse('LB008', 'Another standing order was set up under this key already; nothing was done now.',
        jsonb_build_object('key', p ->> 'key'));
    END IF;
    RETURN json_build_object('id', v_order.id, 'outcome', 'replayed');
  END IF;
  PERFORM books.check_order_parties(p);
  PERFORM books.check_order_terms(p, v_today);
  IF (p ->> 'dryRun')::boolean THEN
    RETURN json_build_object('id', p ->> 'id', 'outcome', 'previewed');
  END IF;
  v_anchor := (p ->> 'anchorOn')::date;
  INSERT INTO books.standing_order (
    id, customer_id, from_account_id, to_account_id, amount_minor, currency, frequency, anchor_on, holiday_rule, ends_on,
    ends_after, reference, status, number, attempts, next_due_on, next_run_on, version, created_on, created_at, created_by,
    scope, key, request_hash
  )
  VALUES (
    (p ->> 'id')::uuid, (p ->> 'customer')::uuid, (p ->> 'from')::uuid, (p ->> 'to')::uuid, (p ->> 'minor')::bigint,
    p ->> 'currency', p ->> 'frequency', v_anchor, v_rule, (p ->> 'endsOn')::date, (p ->> 'endsAfter')::integer,
    coalesce(p ->> 'reference', ''), 'active', 0, 0, v_anchor, books.business_day_of(v_anchor, v_rule), 1, v_today,
    date_trunc('milliseconds', clock_timestamp()), p ->> 'actor', p ->> 'scope', p ->> 'key', p ->> 'requestHash'
  )
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    PERFORM books.refuse_taken('standing order id', p ->> 'id');
  END IF;
  RETURN json_build_object('id', p ->> 'id', 'outcome', 'set');
END $$;
COMMENT ON FUNCTION bank.set_standing_order IS
  'Takes id, customer, from, to (account ids), minor (text), currency, frequency, anchorOn, holidayRule, endsOn? or endsAfter?, '
  'reference?, actor, scope, key, requestHash; answers id and outcome: set, replayed, or previewed where dryRun is true, '
  'which checks the same and sets nothing.';
GRANT EXECUTE ON FUNCTION bank.set_standing_order TO bank_app, bank_operator;
