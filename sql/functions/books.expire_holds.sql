-- Lets lapse what is left of the holds whose last business date is over. Called under the exclusive calendar lock, so no
-- posting is under way; balances are locked in order all the same.
CREATE OR REPLACE FUNCTION books.expire_holds(p_today date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_accounts uuid[] := ARRAY(
    SELECT DISTINCT account_id FROM books.hold WHERE state = 'active' AND expires_on < p_today ORDER BY 1);
BEGIN
  PERFORM books.lock_balances(v_accounts);
  WITH lapsed AS (
    SELECT id, account_id, remaining_minor FROM books.hold WHERE state = 'active' AND expires_on < p_today
  ), ended AS (
    UPDATE books.hold h SET remaining_minor = 0, state = 'expired' FROM lapsed WHERE h.id = lapsed.id
  ), freed AS (
    UPDATE books.balance b SET held_minor = b.held_minor - of_account.minor
    FROM (SELECT account_id, sum(remaining_minor) AS minor FROM lapsed GROUP BY account_id) of_account
    WHERE b.account_id = of_account.account_id AND b.stripe = 0
  )
  INSERT INTO books.hold_event (id, hold_id, kind, amount_minor, business_date, recorded_at, actor)
  SELECT books.uuid_v7(), id, 'expired', remaining_minor, p_today, date_trunc('milliseconds', clock_timestamp()), 'day-roll'
  FROM lapsed ORDER BY id;
  PERFORM books.announce_holds(v_accounts);
END $$;
