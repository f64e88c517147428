-- Fees of the day: for items that were paid into an agreed overdraft, and on the last business day of a month the
-- maintenance fee. Before the accrual, so that interest is reckoned on what is left.
CREATE OR REPLACE FUNCTION books.day_fees(p_date date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_ends_month CONSTANT boolean := books.next_business_day(p_date) > books.month_end(p_date);
  v_result jsonb;
BEGIN
  IF v_ends_month THEN
    -- All that both may charge, at once: one fee after the other would lock them out of order.
    PERFORM books.lock_balances(ARRAY(
      SELECT (d ->> 'account')::uuid FROM jsonb_array_elements(books.maintenance_fees(p_date) || books.overdraft_fees(p_date)) d
      UNION SELECT books.house_account_id('6020') UNION SELECT books.house_account_id('6025')));
  END IF;
  v_result := jsonb_build_object('overdraft', books.charge_fees(p_date, 'P13', p_date, books.overdraft_fees(p_date)));
  IF v_ends_month THEN
    v_result := v_result || jsonb_build_object('maintenance', books.charge_fees(p_date, 'P12',
      date_trunc('month', p_date::timestamp)::date, books.maintenance_fees(p_date)));
  END IF;
  RETURN v_result;
END $$;
