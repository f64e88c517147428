-- Writes down a hold on an account whose balance is locked, whatever is available there.
CREATE OR REPLACE FUNCTION books.write_hold(p jsonb, p_expires date, p_today date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid := (p ->> 'id')::uuid;
  v_minor bigint := (p ->> 'minor')::bigint;
BEGIN
  INSERT INTO books.hold (
    id, account_id, amount_minor, remaining_minor, currency, description, reference, state, placed_on, expires_on,
    recorded_at, actor
  )
  VALUES (
    v_id, (p ->> 'account')::uuid, v_minor, v_minor, p ->> 'currency', p ->> 'description', coalesce(p ->> 'reference', ''),
    'active', p_today, p_expires, date_trunc('milliseconds', clock_timestamp()), p ->> 'actor'
  )
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    PERFORM books.refuse_taken('hold id', v_id::text);
  END IF;
  UPDATE books.balance SET held_minor = held_minor + v_minor WHERE account_id = (p ->> 'account')::uuid AND stripe = 0;
  PERFORM books.record_hold_event(v_id, 'placed', v_minor, p, p_today);
END $$;
