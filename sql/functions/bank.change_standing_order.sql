-- A change by the owner, under the lock of the order's row: a run and a change of one order come one after the other.
CREATE OR REPLACE FUNCTION bank.change_standing_order(p jsonb)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_order books.standing_order;
BEGIN
  IF (
    pg_input_is_valid(p ->> 'order', 'uuid') AND pg_input_is_valid(p ->> 'customer', 'uuid')
    AND p ->> 'version' ~ '^[0-9]{1,9}$' AND p ->> 'change' IN ('pause', 'resume', 'cancel', 'skip', 'amend')
    AND coalesce(p ->> 'minor' ~ '^[1-9][0-9]{0,13}$', true) AND length(p ->> 'actor') BETWEEN 1 AND 200
    AND coalesce(pg_input_is_valid(p -> 'ends' ->> 'on', 'date'), true)
    AND coalesce(p -> 'ends' ->> 'after' ~ '^[1-9][0-9]{0,3}$', true)
  ) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'A change names the order, its customer, the version that was seen, what to change and an actor.');
  END IF;
  SELECT * INTO v_order FROM books.standing_order
  WHERE id = (p ->> 'order')::uuid AND customer_id = (p ->> 'customer')::uuid FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB040', format('Standing order %s does not exist.', p ->> 'order'), jsonb_build_object('orderId', p ->> 'order'));
  END IF;
  PERFORM books.check_order_change(v_order, p);
  INSERT INTO books.standing_order_change (order_id, version, change, detail, business_date, recorded_at, actor)
  VALUES (v_order.id, v_order.version, p ->> 'change', p - ARRAY['order', 'customer', 'version', 'change', 'actor'], v_today,
    date_trunc('milliseconds', clock_timestamp()), p ->> 'actor');
  v_order := books.order_changed(v_order, p, v_today);
  UPDATE books.standing_order SET
    status = v_order.status, number = v_order.number, attempts = v_order.attempts, next_due_on = v_order.next_due_on,
    next_run_on = v_order.next_run_on, amount_minor = v_order.amount_minor, ends_on = v_order.ends_on,
    ends_after = v_order.ends_after, version = version + 1
  WHERE id = v_order.id;
  RETURN json_build_object('id', v_order.id, 'version', v_order.version + 1, 'status', v_order.status);
END $$;
COMMENT ON FUNCTION bank.change_standing_order IS
  'Takes order, customer, version, change (pause, resume, cancel, skip the next due date, amend with minor and/or ends: {}, '
  '{on} or {after}) and actor; answers id, version and status. Another version than the order''s is refused.';
GRANT EXECUTE ON FUNCTION bank.change_standing_order TO bank_app, bank_operator;
