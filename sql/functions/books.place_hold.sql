-- One hold on an account whose balance is locked. A key that was used before answers with the hold it placed.
CREATE OR REPLACE FUNCTION books.place_hold(p jsonb, p_today date)
RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  v_expires date := coalesce((p ->> 'expiresOn')::date, p_today + 7);
  v_before uuid := books.replayed_hold(p, 'placed');
BEGIN
  IF v_before IS NOT NULL THEN
    RETURN books.hold_answer(v_before, 'replayed');
  ELSIF v_expires NOT BETWEEN p_today AND p_today + 366 THEN
    PERFORM books.refuse('LB013', format('A hold ends between %s and %s, not on %s.', p_today, p_today + 366, v_expires),
      jsonb_build_object('businessDate', p_today, 'asked', v_expires));
  END IF;
  PERFORM books.check_hold((p ->> 'account')::uuid, (p ->> 'minor')::bigint, p ->> 'currency');
  PERFORM books.write_hold(p, v_expires, p_today);
  RETURN books.hold_answer((p ->> 'id')::uuid, 'placed');
END $$;
