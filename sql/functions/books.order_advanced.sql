-- A standing order with its next due date settled: it stands at the one after it, or is finished.
CREATE OR REPLACE FUNCTION books.order_advanced(p_order books.standing_order)
RETURNS books.standing_order LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_due date := books.due_date(p_order.anchor_on, p_order.frequency, p_order.number + 1);
BEGIN
  p_order.number := p_order.number + 1;
  p_order.attempts := 0;
  IF v_due IS NULL OR v_due > p_order.ends_on OR p_order.number >= p_order.ends_after THEN
    v_due := NULL;
    p_order.status := 'finished';
  END IF;
  p_order.next_due_on := v_due;
  p_order.next_run_on := books.business_day_of(v_due, p_order.holiday_rule);
  RETURN p_order;
END $$;
