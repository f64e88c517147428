CREATE OR REPLACE FUNCTION bank.open_books(p_date date)
RETURNS date LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM books.lock_calendar();
  IF EXISTS (SELECT FROM books.business_date) THEN
    PERFORM books.refuse('LB013', 'The books are open already.');
  END IF;
  INSERT INTO books.business_date (business_date) VALUES (p_date);
  INSERT INTO books.period (month) VALUES (date_trunc('month', p_date)::date);
  RETURN p_date;
END $$;
COMMENT ON FUNCTION bank.open_books IS 'Sets the first business date and opens its month. Once only.';
GRANT EXECUTE ON FUNCTION bank.open_books TO bank_operator;
