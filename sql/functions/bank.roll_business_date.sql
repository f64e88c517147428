-- Waits for postings under way; postings that come meanwhile wait for the new day. What the day moved is summed up here.
CREATE OR REPLACE FUNCTION bank.roll_business_date(p_to date)
RETURNS date LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_from date;
BEGIN
  PERFORM books.lock_calendar();
  v_from := books.hold_business_date();
  IF p_to IS NULL OR p_to <= v_from THEN
    PERFORM books.refuse('LB013', format('The business date is %s; it only moves forward.', v_from),
      jsonb_build_object('businessDate', v_from, 'asked', p_to));
  END IF;
  PERFORM books.close_day(v_from);
  INSERT INTO books.period (month)
  SELECT month::date
  FROM generate_series(date_trunc('month', v_from::timestamp), date_trunc('month', p_to::timestamp), '1 month') month
  ON CONFLICT DO NOTHING;
  UPDATE books.business_date SET business_date = p_to;
  PERFORM books.expire_holds(p_to);
  RETURN p_to;
END $$;
COMMENT ON FUNCTION bank.roll_business_date IS
  'Moves the business date forward, sums up the day that ends, lets holds lapse and opens the months up to the new date.';
GRANT EXECUTE ON FUNCTION bank.roll_business_date TO bank_operator;
