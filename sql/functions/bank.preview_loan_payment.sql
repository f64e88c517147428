-- Pays and takes it back: the answer is what paying would do, because it is what paying did.
CREATE OR REPLACE FUNCTION bank.preview_loan_payment(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
BEGIN
  BEGIN
    v_answer := bank.pay_loan(p);
    -- A statement of its own, so that it sees what the payment did.
    v_answer := v_answer || jsonb_build_object('owedAfterMinor', (
      SELECT owed_minor::text FROM books.loan_positions(ARRAY[(p ->> 'loan')::uuid], books.hold_business_date())));
    RAISE EXCEPTION 'undone' USING ERRCODE = 'LB0UN';
  EXCEPTION
    WHEN SQLSTATE 'LB0UN' THEN
      NULL;
  END;
  RETURN v_answer || '{"outcome": "previewed"}';
END $$;
COMMENT ON FUNCTION bank.preview_loan_payment IS 'Takes what bank.pay_loan takes and answers what it would, and what would be owed after it. Nothing is kept.';
GRANT EXECUTE ON FUNCTION bank.preview_loan_payment TO bank_app, bank_operator;
