-- Journals go into the current business date, and its month must be open. Value dates lie where interest can still be
-- reckoned: back-dated to what a correction may reach, ahead as far as a settlement is ever agreed.
CREATE OR REPLACE FUNCTION books.check_dates(p_journals books.journal_draft[], p_today date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c_earliest CONSTANT date := p_today - interval '5 years';
  c_latest CONSTANT date := p_today + interval '1 year';
  v_month date := date_trunc('month', p_today)::date;
  v_asked date;
  v_value date;
BEGIN
  SELECT
    min(business_date) FILTER (WHERE business_date <> p_today),
    -- A reversal counts from where its original did, however long ago.
    min(value_date) FILTER (WHERE value_date NOT BETWEEN c_earliest AND c_latest AND type <> 'REVERSAL')
  INTO v_asked, v_value
  FROM unnest(p_journals);
  IF EXISTS (
    SELECT FROM unnest(p_journals) j JOIN books.period p ON p.month = date_trunc('month', j.business_date::timestamp)::date
    WHERE j.business_date < p_today AND p.state <> 'OPEN')
  THEN
    PERFORM books.refuse('LB009', format('The accounting period of %s is closed.', v_asked),
      jsonb_build_object('businessDate', v_asked));
  ELSIF v_asked IS NOT NULL THEN
    PERFORM books.refuse('LB013', format('The business date is %s, not %s.', p_today, v_asked),
      jsonb_build_object('businessDate', p_today, 'asked', v_asked));
  ELSIF v_value IS NOT NULL THEN
    PERFORM books.refuse('LB013', format('The value date %s is not between %s and %s.', v_value, c_earliest, c_latest),
      jsonb_build_object('businessDate', p_today, 'asked', v_value));
  END IF;
  IF NOT EXISTS (SELECT FROM books.period WHERE month = v_month AND state = 'OPEN') THEN
    PERFORM books.refuse('LB009', format('The accounting period of %s is closed.', p_today),
      jsonb_build_object('businessDate', p_today));
  END IF;
END $$;
