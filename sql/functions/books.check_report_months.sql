-- Refuses to file a period of which a month is open, or not in these books yet, or that was over when they began. Months before
-- these books began are nobody's to close here; whoever reviews such a period explains where they are.
CREATE OR REPLACE FUNCTION books.check_report_months(p_from date, p_to date)
RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_missing text;
  v_open text;
BEGIN
  IF p_to < (SELECT min(month) FROM books.period) THEN
    PERFORM books.refuse('LB071', format('These books begin after %s; they have nothing of the period to file.', p_to));
  END IF;
  SELECT string_agg(name, ', ' ORDER BY name) FILTER (WHERE state IS NULL), string_agg(name, ', ' ORDER BY name) FILTER (WHERE state = 'OPEN')
  INTO v_missing, v_open
  FROM (
    SELECT to_char(day, 'YYYY-MM') AS name, p.state
    FROM generate_series(date_trunc('month', p_from::timestamp), p_to::timestamp, '1 month') day
    LEFT JOIN books.period p ON p.month = day::date
    WHERE day::date >= (SELECT min(month) FROM books.period)
  ) months;
  IF v_missing IS NOT NULL THEN
    PERFORM books.refuse('LB071', format('These books have no month %s; a period is filed when all of its months are in the books.', v_missing));
  ELSIF v_open IS NOT NULL THEN
    PERFORM books.refuse('LB071', format('Close %s first: figures that still move are not filed.', v_open));
  END IF;
END $$;
