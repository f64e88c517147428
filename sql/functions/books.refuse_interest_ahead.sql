-- Interest of the day, and of the days without business behind it, is earned by staying over night. Once the night's step
-- has reckoned it, nobody who leaves today is paid: it waits for the next business date.
CREATE OR REPLACE FUNCTION books.refuse_interest_ahead(p_today date)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM books.day_step WHERE business_date = p_today AND step = 'accrual') THEN
    PERFORM books.refuse('LB030', format('The interest of %s is reckoned already; do this once the day has ended.', p_today),
      jsonb_build_object('businessDate', p_today));
  END IF;
END $$;
