-- Whether the month of the business date is open stands beside the date, so that a posting reads one row. It is a copy of the
-- period's state, kept by triggers, whoever writes either.
ALTER TABLE books.business_date ADD COLUMN month_is_open boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN books.business_date.month_is_open IS 'Whether the accounting period of the date is OPEN: otherwise nothing is posted.';
CREATE FUNCTION books.copy_month_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.month_is_open := EXISTS (
    SELECT FROM books.period WHERE month = date_trunc('month', NEW.business_date::timestamp)::date AND state = 'OPEN');
  RETURN NEW;
END $$;
CREATE TRIGGER month_copied BEFORE INSERT OR UPDATE ON books.business_date FOR EACH ROW EXECUTE FUNCTION books.copy_month_state();
ALTER TABLE books.business_date ENABLE ALWAYS TRIGGER month_copied;
CREATE FUNCTION books.pass_on_month_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Any update lets the row look the state up.
  UPDATE books.business_date SET business_date = business_date;
  RETURN NULL;
END $$;
CREATE TRIGGER passed_on AFTER INSERT OR UPDATE ON books.period EXECUTE FUNCTION books.pass_on_month_state();
ALTER TABLE books.period ENABLE ALWAYS TRIGGER passed_on;
UPDATE books.business_date SET business_date = business_date;

-- Balances come from accounts by a trigger and neither is ever deleted, so that the reference can't break; looking at it with
-- every balance that moves is time for nothing. That each row has its account is part of bank.verify_books.
ALTER TABLE books.balance DROP CONSTRAINT balance_account_id_fkey1;
