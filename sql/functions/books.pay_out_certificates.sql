-- Pays out what has matured and is not to be renewed, and closes the accounts that are empty then. Answers their number.
-- Both sides are locked first, in the order of all postings, because setting a floor locks too.
CREATE OR REPLACE FUNCTION books.pay_out_certificates(p_date date)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_accounts uuid[] := ARRAY(
    SELECT account_id FROM books.matured_certificates(p_date) WHERE at_maturity = 'pay-out' ORDER BY account_id);
  v_empty uuid[];
BEGIN
  PERFORM books.lock_balances(v_accounts || ARRAY(SELECT payout_account FROM books.matured_certificates(p_date)));
  UPDATE books.account SET floor_minor = 0 WHERE id = ANY (v_accounts);
  PERFORM books.post_day_journals((
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'key', format('certificate/paid-out/%s/%s', c.account_id, p_date), 'template', 'P08', 'description', 'Certificate paid out',
      'reference', a.number,
      'entries', jsonb_build_array(
        jsonb_build_object('account', c.account_id, 'minor', (-b.balance_minor)::text, 'currency', 'USD'),
        jsonb_build_object('account', c.payout_account, 'minor', b.balance_minor::text, 'currency', 'USD')))
      ORDER BY c.account_id), '[]')
    FROM books.matured_certificates(p_date) c
    JOIN books.account a ON a.id = c.account_id
    JOIN books.balance b ON b.account_id = c.account_id AND b.stripe = 0
    WHERE c.at_maturity = 'pay-out' AND b.balance_minor < 0));
  v_empty := ARRAY(
    SELECT b.account_id FROM books.balance b
    WHERE b.account_id = ANY (v_accounts) AND b.stripe = 0 AND b.balance_minor = 0 AND b.held_minor = 0 ORDER BY b.account_id);
  IF cardinality(v_empty) > 0 THEN
    PERFORM books.accrue_interest(p_date, p_date - 1);
    PERFORM books.end_accounts(v_empty, p_date);
  END IF;
  RETURN cardinality(v_empty);
END $$;
