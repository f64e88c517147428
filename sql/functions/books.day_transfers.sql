-- The step of the day's end that moves customers' money by itself: checks are collected, standing orders paid. The bank's own
-- accounts come first, because their ids do: the order of the locks.
CREATE OR REPLACE FUNCTION books.day_transfers(p_date date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_collected jsonb;
BEGIN
  PERFORM books.hold_business_date();
  v_collected := books.collect_checks(p_date);
  RETURN jsonb_build_object('checksCollected', v_collected, 'standingOrders', books.run_standing_orders(p_date));
END $$;
