-- Marks as read what a customer has seen: their notices up to one of them. Those that came since stay unread.
CREATE OR REPLACE FUNCTION bank.read_notices(p_customer uuid, p_up_to uuid)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_marked integer;
BEGIN
  INSERT INTO books.notice_reading (notice_sequence, read_at)
  SELECT n.sequence, date_trunc('milliseconds', clock_timestamp())
  FROM books.notice n JOIN books.notice last ON last.id = p_up_to AND last.customer_id = p_customer
  WHERE n.customer_id = p_customer AND n.sequence <= last.sequence
  ORDER BY n.sequence
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v_marked = ROW_COUNT;
  RETURN v_marked;
END $$;
COMMENT ON FUNCTION bank.read_notices IS
  'Marks the notices of a customer as read, up to one of them; answers how many were unread. Another customer''s id marks none.';
GRANT EXECUTE ON FUNCTION bank.read_notices TO bank_app, bank_operator;
