-- When an order begins and ends. It begins within a year, so that a slip of the pen is noticed before it is forgotten.
CREATE OR REPLACE FUNCTION books.check_order_terms(p jsonb, p_today date)
RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  c_most CONSTANT integer := 100;
  v_anchor date := (p ->> 'anchorOn')::date;
  v_live integer;
BEGIN
  IF v_anchor NOT BETWEEN p_today AND p_today + 366 THEN
    PERFORM books.refuse('LB041', format('A standing order begins between %s and %s, not on %s.', p_today, p_today + 366, v_anchor),
      jsonb_build_object('rule', 'anchor', 'businessDate', p_today, 'asked', v_anchor));
  ELSIF p ->> 'endsOn' IS NOT NULL AND p ->> 'endsAfter' IS NOT NULL
    OR p ->> 'frequency' = 'once' AND coalesce(p ->> 'endsOn', p ->> 'endsAfter') IS NOT NULL THEN
    PERFORM books.refuse('LB041', 'A standing order ends on a date, or after a number of times, or not at all; one that is '
      'made once ends by itself.', jsonb_build_object('rule', 'ends'));
  ELSIF (p ->> 'endsOn')::date < v_anchor THEN
    PERFORM books.refuse('LB041', format('A standing order that begins on %s can''t end on %s.', v_anchor, p ->> 'endsOn'),
      jsonb_build_object('rule', 'ends', 'asked', p ->> 'endsOn'));
  END IF;
  SELECT count(*) INTO v_live FROM books.standing_order
  WHERE customer_id = (p ->> 'customer')::uuid AND status IN ('active', 'paused');
  IF v_live >= c_most THEN
    PERFORM books.refuse('LB041', format('A customer has at most %s standing orders at a time.', c_most),
      jsonb_build_object('rule', 'count', 'limitCount', c_most, 'usedCount', v_live));
  END IF;
END $$;
