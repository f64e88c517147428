-- One step of a month, named by its first day: OPEN, SOFT_CLOSED, HARD_CLOSED. For the owner's history before the bank had
-- two people for it; everybody else changes a period by bank.request_period_change.
CREATE OR REPLACE FUNCTION books.set_period_state(p_month date, p_state text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  c_order CONSTANT text[] := ARRAY['OPEN', 'SOFT_CLOSED', 'HARD_CLOSED'];
  v_state text;
BEGIN
  PERFORM books.lock_calendar();
  SELECT state INTO v_state FROM books.period WHERE month = p_month;
  IF v_state IS NULL OR array_position(c_order, p_state) IS DISTINCT FROM array_position(c_order, v_state) + 1 THEN
    PERFORM books.refuse('LB009', format('The period %s is %s and can''t become %s.', p_month,
      coalesce(v_state, 'not opened yet'), p_state), jsonb_build_object('month', p_month, 'state', v_state));
  END IF;
  UPDATE books.period SET state = p_state, changed_at = clock_timestamp() WHERE month = p_month;
  RETURN p_state;
END $$;
