-- L06. Brings the allowance for the loans of the sub-ledger to what they require; may take some of it back.
CREATE OR REPLACE FUNCTION books.provide_for_loans(p_date date)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_before bigint;
  v_required bigint;
  v_provision bigint;
  v_journal uuid := books.uuid_v7();
BEGIN
  SELECT before_minor, required_minor INTO v_before, v_required FROM books.allowance_for_loans();
  v_provision := v_required - v_before;
  IF v_provision <> 0 THEN
    PERFORM books.post_loan_journals(jsonb_build_array(jsonb_build_object('id', v_journal, 'scope', 'loan:day',
      'key', format('provision %s', p_date), 'requestHash', 'provision', 'template', 'L06', 'description', 'Provision for credit losses',
      'entries', jsonb_build_array(
        jsonb_build_object('gl', '5210', 'minor', v_provision::text, 'currency', 'USD'),
        jsonb_build_object('gl', '1499', 'minor', (-v_provision)::text, 'currency', 'USD')))));
  END IF;
  INSERT INTO books.loan_allowance (business_date, before_minor, required_minor, provision_minor, journal_id)
  VALUES (p_date, v_before, v_required, v_provision, CASE WHEN v_provision <> 0 THEN v_journal END);
  RETURN v_provision;
END $$;
