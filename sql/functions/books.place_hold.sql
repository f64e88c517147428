-- One hold on an account whose balance is locked. A key that was used before answers with the hold it placed.
CREATE OR REPLACE FUNCTION books.place_hold(p jsonb, p_today date)
RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid := (p ->> 'id')::uuid;
  v_minor bigint := (p ->> 'minor')::bigint;
  v_expires date := coalesce((p ->> 'expiresOn')::date, p_today + 7);
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_before uuid := books.replayed_hold(p, 'placed');
BEGIN
  IF v_before IS NOT NULL THEN
    RETURN books.hold_answer(v_before, 'replayed');
  ELSIF v_expires NOT BETWEEN p_today AND p_today + 366 THEN
    PERFORM books.refuse('LB013', format('A hold ends between %s and %s, not on %s.', p_today, p_today + 366, v_expires),
      jsonb_build_object('businessDate', p_today, 'asked', v_expires));
  END IF;
  PERFORM books.check_hold((p ->> 'account')::uuid, v_minor, p ->> 'currency');
  INSERT INTO books.hold (
    id, account_id, amount_minor, remaining_minor, currency, description, reference, state, placed_on, expires_on,
    recorded_at, actor
  )
  VALUES (
    v_id, (p ->> 'account')::uuid, v_minor, v_minor, p ->> 'currency', p ->> 'description', coalesce(p ->> 'reference', ''),
    'active', p_today, v_expires, v_now, p ->> 'actor'
  )
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    PERFORM books.refuse_taken('hold id', v_id::text);
  END IF;
  UPDATE books.balance SET held_minor = held_minor + v_minor WHERE account_id = (p ->> 'account')::uuid AND stripe = 0;
  PERFORM books.record_hold_event(v_id, 'placed', v_minor, p, p_today);
  RETURN books.hold_answer(v_id, 'placed');
END $$;
