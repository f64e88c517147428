-- Sums up a business date from its entries: what each account and each ledger account moved, and where accounts stood at
-- its close. Set-based, from the range of sequences of the day, which has both ends so that
-- the planner takes it for the few rows that it is. Called under the exclusive calendar lock.
CREATE OR REPLACE FUNCTION books.close_day(p_date date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_before bigint := books.last_closed_sequence();
  v_last bigint;
BEGIN
  SELECT coalesce(max(sequence), v_before) INTO v_last FROM books.journal WHERE sequence > v_before;
  INSERT INTO books.account_movement (
    account_id, stripe, business_date, debit_minor, credit_minor, balance_minor, version
  )
  SELECT moved.account_id, moved.stripe, p_date, moved.debit_minor, moved.credit_minor, last.balance_after_minor, moved.version
  FROM (
    SELECT account_id, stripe, sum(greatest(amount_minor, 0)) AS debit_minor, sum(greatest(-amount_minor, 0)) AS credit_minor,
      max(account_version) AS version
    FROM books.entry WHERE journal_sequence BETWEEN v_before + 1 AND v_last GROUP BY account_id, stripe
  ) moved
  JOIN books.entry last
    ON last.account_id = moved.account_id AND last.stripe = moved.stripe AND last.account_version = moved.version
  ORDER BY moved.account_id, moved.stripe;
  INSERT INTO books.ledger_movement (business_date, booked_on, ledger_account, currency, closing, debit_minor, credit_minor)
  SELECT p_date, p_date, ledger_account, currency, closing, debit_minor, credit_minor FROM books.movements_since(v_before)
  UNION ALL
  SELECT adjusts_on, p_date, ledger_account, currency, closing, debit_minor, credit_minor FROM books.adjustments_since(v_before);
  INSERT INTO books.closed_day (business_date, last_sequence) VALUES (p_date, v_last);
END $$;
