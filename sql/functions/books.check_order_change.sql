-- Whether an order allows a change: its owner must have seen it as it is, and it must not be over.
CREATE OR REPLACE FUNCTION books.check_order_change(p_order books.standing_order, p jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_change text := p ->> 'change';
  v_detail jsonb := jsonb_build_object('version', p_order.version, 'status', p_order.status);
BEGIN
  IF p_order.version <> (p ->> 'version')::integer THEN
    PERFORM books.refuse('LB042', format('The standing order has changed since: it is at version %s, not at %s.',
      p_order.version, p ->> 'version'), v_detail);
  ELSIF p_order.status NOT IN ('active', 'paused') OR v_change = 'pause' AND p_order.status = 'paused'
    OR v_change = 'resume' AND p_order.status = 'active' THEN
    PERFORM books.refuse('LB041', format('A standing order that is %s takes no %s.', p_order.status, v_change),
      v_detail || '{"rule": "status"}');
  ELSIF v_change = 'amend' AND p ? 'ends' AND (p_order.frequency = 'once'
    OR (p -> 'ends' ->> 'on')::date < p_order.next_due_on OR (p -> 'ends' ->> 'after')::integer <= p_order.number
    OR p -> 'ends' ->> 'on' IS NOT NULL AND p -> 'ends' ->> 'after' IS NOT NULL) THEN
    PERFORM books.refuse('LB041', format('The order is due next on %s, as number %s: it can''t end before that. Cancel it instead.',
      p_order.next_due_on, p_order.number + 1), v_detail || '{"rule": "ends"}');
  END IF;
END $$;
