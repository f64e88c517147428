-- Journals go into the current business date, and its month must be open.
CREATE OR REPLACE FUNCTION books.check_dates(p_journals books.journal_draft[], p_today date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_month date := date_trunc('month', p_today)::date;
  v_asked date;
BEGIN
  SELECT min(business_date) INTO v_asked FROM unnest(p_journals) WHERE business_date <> p_today;
  IF v_asked IS NOT NULL THEN
    PERFORM books.refuse('LB013', format('The business date is %s, not %s.', p_today, v_asked),
      jsonb_build_object('businessDate', p_today, 'asked', v_asked));
  END IF;
  IF NOT EXISTS (SELECT FROM books.period WHERE month = v_month AND state = 'OPEN') THEN
    PERFORM books.refuse('LB009', format('The accounting period of %s is closed.', p_today),
      jsonb_build_object('businessDate', p_today));
  END IF;
END $$;
