-- All standing orders that are due by a business date; who missed due dates catches them up one by one, oldest first. The
-- locks: the orders' rows, so that a change by the owner comes before or after, then the balances.
CREATE OR REPLACE FUNCTION books.run_standing_orders(p_date date)
RETURNS jsonb LANGUAGE plpgsql SET jit = false AS $$
DECLARE
  v_orders uuid[] := ARRAY(
    SELECT id FROM books.standing_order WHERE status = 'active' AND next_run_on <= p_date ORDER BY id FOR UPDATE);
  v_sum jsonb := '{"tried": 0, "paid": 0, "retried": 0, "failed": 0}';
  v_round jsonb;
BEGIN
  PERFORM books.lock_balances(ARRAY(
    SELECT from_account_id FROM books.standing_order WHERE id = ANY (v_orders)
    UNION SELECT to_account_id FROM books.standing_order WHERE id = ANY (v_orders)));
  LOOP
    v_round := books.run_due_orders(p_date, v_orders);
    EXIT WHEN v_round IS NULL;
    SELECT jsonb_object_agg(name, (v_sum ->> name)::integer + minor::integer) INTO v_sum FROM jsonb_each_text(v_round) each (name, minor);
  END LOOP;
  RETURN v_sum;
END $$;
