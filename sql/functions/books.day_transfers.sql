-- The step of the day's end that moves money by itself: what is scheduled of the bank's own accounts is posted, checks are
-- collected, standing orders paid. The bank's own accounts come first, all at once, because their ids do: the order of the
-- locks. What is refused of the schedule is tried again the next day.
CREATE OR REPLACE FUNCTION books.day_transfers(p_date date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_due jsonb;
  v_refused jsonb;
  v_collected jsonb;
BEGIN
  PERFORM books.hold_business_date();
  v_due := books.due_schedule(p_date);
  PERFORM books.lock_balances(books.batch_accounts(v_due) || ARRAY[books.house_account_id('1020'), books.house_account_id('1040')]);
  v_refused := books.post_day_journals(v_due);
  v_collected := books.collect_checks(p_date);
  RETURN jsonb_build_object(
    'scheduled', jsonb_build_object('count', jsonb_array_length(v_due) - jsonb_array_length(v_refused),
      'refused', jsonb_array_length(v_refused)),
    'checksCollected', v_collected, 'standingOrders', books.run_standing_orders(p_date));
END $$;
