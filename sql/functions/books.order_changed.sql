-- An order as a change makes it. What fell due while it was paused is left out, not caught up: whoever pauses an order does
-- not want it paid later all at once.
CREATE OR REPLACE FUNCTION books.order_changed(p_order books.standing_order, p jsonb, p_today date)
RETURNS books.standing_order LANGUAGE plpgsql AS $$
BEGIN
  CASE p ->> 'change'
    WHEN 'pause' THEN
      p_order.status := 'paused';
    WHEN 'resume' THEN
      p_order.status := 'active';
      WHILE books.business_day_of(p_order.next_due_on, p_order.holiday_rule) < p_today LOOP
        p_order := books.skip_due_date(p_order, p_today);
      END LOOP;
    WHEN 'cancel' THEN
      p_order.status := 'cancelled';
      p_order.next_due_on := NULL;
      p_order.next_run_on := NULL;
    WHEN 'skip' THEN
      p_order := books.skip_due_date(p_order, p_today);
    WHEN 'amend' THEN
      p_order.amount_minor := coalesce((p ->> 'minor')::bigint, p_order.amount_minor);
      IF p ? 'ends' THEN
        p_order.ends_on := (p -> 'ends' ->> 'on')::date;
        p_order.ends_after := (p -> 'ends' ->> 'after')::integer;
      END IF;
  END CASE;
  RETURN p_order;
END $$;
