-- The hold that this request has changed already, or null for a new request. Another request under its key is refused.
CREATE OR REPLACE FUNCTION books.replayed_hold(p jsonb, p_kind text)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_event books.hold_event;
BEGIN
  SELECT * INTO v_event FROM books.hold_event WHERE scope = p ->> 'scope' AND key = p ->> 'key';
  IF FOUND AND (v_event.kind <> p_kind OR v_event.request_hash <> p ->> 'requestHash') THEN
    PERFORM books.refuse('LB008', 'Something else was done under this key already; nothing was done now.',
      jsonb_build_object('key', p ->> 'key', 'requestHash', p ->> 'requestHash', 'usedHash', v_event.request_hash));
  END IF;
  RETURN v_event.hold_id;
END $$;
