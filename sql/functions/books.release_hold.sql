-- One release on an account whose balance is locked. A key that was used before answers with the hold it released.
CREATE OR REPLACE FUNCTION books.release_hold(p jsonb, p_today date)
RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  v_hold books.hold;
  v_before uuid := books.replayed_hold(p, 'released');
BEGIN
  IF v_before IS NOT NULL THEN
    RETURN books.hold_answer(v_before, 'replayed');
  END IF;
  SELECT * INTO v_hold FROM books.hold WHERE id = (p ->> 'hold')::uuid;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB020', format('Hold %s does not exist.', p ->> 'hold'),
      jsonb_build_object('holdId', p ->> 'hold'));
  ELSIF v_hold.state <> 'active' THEN
    PERFORM books.refuse('LB019', format('Hold %s has nothing left.', v_hold.id),
      jsonb_build_object('holdId', v_hold.id, 'remainingMinor', '0'));
  END IF;
  UPDATE books.hold SET remaining_minor = 0, state = 'released' WHERE id = v_hold.id;
  UPDATE books.balance SET held_minor = held_minor - v_hold.remaining_minor WHERE account_id = v_hold.account_id AND stripe = 0;
  PERFORM books.record_hold_event(v_hold.id, 'released', v_hold.remaining_minor, p, p_today);
  RETURN books.hold_answer(v_hold.id, 'released');
END $$;
