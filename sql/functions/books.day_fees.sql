-- Fees of the day: for items that were paid into an agreed overdraft, and on the last business day of a month the
-- maintenance fee. Before the accrual, so that interest is reckoned on what is left.
CREATE OR REPLACE FUNCTION books.day_fees(p_date date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_result jsonb := jsonb_build_object('overdraft', books.charge_fees(p_date, 'P13', p_date, books.overdraft_fees(p_date)));
BEGIN
  IF books.next_business_day(p_date) > books.month_end(p_date) THEN
    v_result := v_result || jsonb_build_object('maintenance', books.charge_fees(p_date, 'P12',
      date_trunc('month', p_date::timestamp)::date, books.maintenance_fees(p_date)));
  END IF;
  RETURN v_result;
END $$;
