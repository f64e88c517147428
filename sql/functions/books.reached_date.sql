-- Figures exist for the days the books have reached. Answers the last of a span: its end, or the business date while the
-- span is under way. Refuses a span that has not begun.
CREATE OR REPLACE FUNCTION books.reached_date(p_from date, p_to date)
RETURNS date LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_today date := (SELECT business_date FROM books.business_date);
BEGIN
  IF (p_from <= v_today AND p_to IS NOT NULL) IS NOT TRUE THEN
    PERFORM books.refuse('LB013', format('The business date is %s; there are no figures of %s yet.',
      coalesce(v_today::text, 'not set'), coalesce(p_from::text, 'no date')),
      jsonb_build_object('businessDate', v_today, 'asked', p_from));
  END IF;
  RETURN least(p_to, v_today);
END $$;
