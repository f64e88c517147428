-- Writes down what a request did to a hold, and announces it: what is available has changed.
CREATE OR REPLACE FUNCTION books.record_hold_event(p_hold uuid, p_kind text, p_minor bigint, p_request jsonb, p_today date)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO books.hold_event (
    id, hold_id, kind, amount_minor, business_date, recorded_at, actor, scope, key, request_hash
  )
  VALUES (
    books.uuid_v7(), p_hold, p_kind, p_minor, p_today, date_trunc('milliseconds', clock_timestamp()),
    p_request ->> 'actor', p_request ->> 'scope', p_request ->> 'key', p_request ->> 'requestHash'
  )
  ON CONFLICT (scope, key) DO NOTHING;
  -- A rival on another account came first: the locks of the balances don't order the two of us, the key does.
  IF NOT FOUND THEN
    PERFORM books.refuse('LB008', 'Something else was done under this key already; nothing was done now.',
      jsonb_build_object('key', p_request ->> 'key'));
  END IF;
  PERFORM books.announce_holds(ARRAY(SELECT account_id FROM books.hold WHERE id = p_hold));
END $$;
