-- Makes the loan and takes it back: what is shown is refused just as the loan itself would be.
CREATE OR REPLACE FUNCTION bank.preview_loan(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_today date;
BEGIN
  BEGIN
    PERFORM bank.originate_loan(p);
    v_today := books.hold_business_date();
    RAISE EXCEPTION 'undone' USING ERRCODE = 'LB0UN';
  EXCEPTION
    WHEN SQLSTATE 'LB0UN' THEN
      NULL;
  END;
  RETURN jsonb_build_object('disbursedOn', v_today);
END $$;
COMMENT ON FUNCTION bank.preview_loan IS
  'Takes what bank.originate_loan takes, refuses what it would refuse, and answers disbursedOn. Nothing is kept.';
GRANT EXECUTE ON FUNCTION bank.preview_loan TO bank_app, bank_operator;
