-- The step of the day's end that moves customers' money by their standing orders.
CREATE OR REPLACE FUNCTION books.day_transfers(p_date date)
RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM books.hold_business_date();
  RETURN jsonb_build_object('standingOrders', books.run_standing_orders(p_date));
END $$;
