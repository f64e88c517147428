-- Certificates whose term has ended get their interest and are paid out or renewed, as was agreed. One that can't be paid
-- out, because the account it should go to takes no entries, is renewed.
CREATE OR REPLACE FUNCTION books.day_maturities(p_date date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_due uuid[] := ARRAY(SELECT account_id FROM books.matured_certificates(p_date) ORDER BY account_id);
  v_credited jsonb;
  v_closed integer;
  v_renewed integer;
BEGIN
  IF cardinality(v_due) = 0 THEN
    RETURN '{"matured": 0}';
  END IF;
  PERFORM books.accrue_interest(p_date, p_date - 1);
  v_credited := books.credit_interest(p_date, p_date, v_due);
  v_closed := books.pay_out_certificates(p_date);
  WITH renewed AS (
    INSERT INTO books.certificate_term (account_id, starts_on, matures_on, rate_ppm)
    SELECT c.account_id, p_date, books.maturity_date(p_date, c.term_months), books.deposit_rate_on(c.product, -b.balance_minor, p_date)
    FROM books.matured_certificates(p_date) c JOIN books.balance b ON b.account_id = c.account_id AND b.stripe = 0
    ORDER BY c.account_id
    RETURNING account_id
  ), bound AS (
    UPDATE books.account a SET floor_minor = greatest(-b.balance_minor, 0)
    FROM renewed r JOIN books.balance b ON b.account_id = r.account_id AND b.stripe = 0 WHERE a.id = r.account_id
  )
  SELECT count(*) INTO v_renewed FROM renewed;
  RETURN jsonb_build_object('matured', cardinality(v_due), 'paidOut', v_closed, 'renewed', v_renewed, 'interest', v_credited);
END $$;
