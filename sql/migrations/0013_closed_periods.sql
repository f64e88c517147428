-- The second line of defence behind bank.post_journals; once per statement, whatever the number of journals.
CREATE FUNCTION books.refuse_closed_period() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_date date;
BEGIN
  SELECT min(j.business_date) INTO v_date
  FROM inserted j
  WHERE NOT EXISTS (
    SELECT FROM books.period p
    WHERE p.month = date_trunc('month', j.business_date)::date AND p.state = 'OPEN'
  );
  IF v_date IS NOT NULL THEN
    RAISE EXCEPTION 'The accounting period of % is closed.', v_date
      USING ERRCODE = 'LB009', DETAIL = json_build_object('businessDate', v_date);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER open_period AFTER INSERT ON books.journal
  REFERENCING NEW TABLE AS inserted EXECUTE FUNCTION books.refuse_closed_period();
ALTER TABLE books.journal ENABLE ALWAYS TRIGGER open_period;
