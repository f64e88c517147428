-- Adds to the day's debits and credits. Rows of accounts are covered by the balance locks; those of ledger accounts are
-- striped by server process. Sorted all the same, because two processes may share a stripe.
CREATE OR REPLACE FUNCTION books.write_movements(p_postings books.posting[], p_today date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c_stripes CONSTANT integer := 32;
BEGIN
  INSERT INTO books.account_movement AS m (account_id, business_date, debit_minor, credit_minor)
  SELECT account_id, p_today, sum(greatest(amount_minor, 0)), sum(greatest(-amount_minor, 0))
  FROM unnest(p_postings) GROUP BY account_id ORDER BY account_id
  ON CONFLICT (account_id, business_date) DO UPDATE SET
    debit_minor = m.debit_minor + excluded.debit_minor, credit_minor = m.credit_minor + excluded.credit_minor;

  INSERT INTO books.ledger_movement AS m (
    business_date, ledger_account, currency, closing, stripe, debit_minor, credit_minor
  )
  SELECT p_today, ledger_account, currency, closing, pg_backend_pid() % c_stripes,
    sum(greatest(amount_minor, 0)), sum(greatest(-amount_minor, 0))
  FROM unnest(p_postings) GROUP BY ledger_account, currency, closing ORDER BY ledger_account, currency, closing
  ON CONFLICT (business_date, ledger_account, currency, closing, stripe) DO UPDATE SET
    debit_minor = m.debit_minor + excluded.debit_minor, credit_minor = m.credit_minor + excluded.credit_minor;
END $$;
