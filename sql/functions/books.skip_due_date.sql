-- Leaves out the next due date of an order whose row is locked, and answers the order as it stands then.
CREATE OR REPLACE FUNCTION books.skip_due_date(p_order books.standing_order, p_today date)
RETURNS books.standing_order LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO books.standing_order_run (order_id, due_on, attempt, run_on, outcome, amount_minor, recorded_at)
  VALUES (p_order.id, p_order.next_due_on, p_order.attempts + 1, p_today, 'skipped', p_order.amount_minor,
    date_trunc('milliseconds', clock_timestamp()));
  RETURN books.order_advanced(p_order);
END $$;
