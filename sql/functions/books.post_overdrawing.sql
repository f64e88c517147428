-- Posts one journal that may take an open account below its floor: what has to be paid back is owed whether the money is
-- there or not. The floor and the limits per window are off for the time of the posting alone, under the lock of the row.
CREATE OR REPLACE FUNCTION books.post_overdrawing(p_journal jsonb, p_account uuid, p_today date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_posted jsonb;
BEGIN
  UPDATE books.balance SET floor_minor = NULL, everyday = everyday OR books.takes_entries(p_account, p_today)
  WHERE account_id = p_account AND stripe = 0;
  v_posted := books.post_batch(jsonb_build_object('journals', jsonb_build_array(p_journal)), true) -> 'results' -> 0;
  PERFORM books.sync_balances(ARRAY[p_account]);
  RETURN v_posted;
END $$;
