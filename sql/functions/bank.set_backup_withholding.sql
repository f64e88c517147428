CREATE OR REPLACE FUNCTION bank.set_backup_withholding(p_customer uuid, p_withhold boolean, p_actor text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_today date := books.hold_business_date();
BEGIN
  IF p_withhold IS NULL OR (length(p_actor) BETWEEN 1 AND 200) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'Say whether interest is withheld, and who says so.');
  END IF;
  UPDATE books.customer SET backup_withholding = p_withhold WHERE id = p_customer;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB015', format('Customer %s does not exist.', p_customer), jsonb_build_object('customerId', p_customer));
  END IF;
  INSERT INTO books.withholding_change (customer_id, business_date, withhold, actor) VALUES (p_customer, v_today, p_withhold, p_actor);
  RETURN p_withhold;
END $$;
COMMENT ON FUNCTION bank.set_backup_withholding IS
  'From the next credit on, 24 % of a customer''s interest is kept for the IRS, or no longer is (26 USC 3406).';
GRANT EXECUTE ON FUNCTION bank.set_backup_withholding TO bank_operator;
