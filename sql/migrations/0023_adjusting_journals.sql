-- squawk-ignore-file adding-not-nullable-field, constraint-missing-not-valid, adding-serial-primary-key-field, require-concurrent-index-creation
-- A month that is over but not closed for good still takes corrections. Such a journal is booked today, like every
-- journal, so that sequences, versions and days keep their one order; what it adjusts is the month named beside it, and
-- statements count it there.
ALTER TABLE books.journal
  ADD COLUMN adjusts_on date,
  ADD CONSTRAINT adjusts_an_earlier_month CHECK (
    adjusts_on IS NULL OR type <> 'STANDARD' AND date_trunc('month', adjusts_on::timestamp) < date_trunc('month', business_date::timestamp));
COMMENT ON COLUMN books.journal.adjusts_on IS
  'Business date of an earlier month that statements count it in; null where that is its own business date.';
ALTER TYPE books.journal_draft ADD ATTRIBUTE adjusts_on date;

ALTER TABLE books.ledger_movement ADD COLUMN booked_on date;
ALTER TABLE books.ledger_movement DISABLE TRIGGER append_only;
UPDATE books.ledger_movement SET booked_on = business_date;
ALTER TABLE books.ledger_movement ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.ledger_movement
  ALTER COLUMN booked_on SET NOT NULL,
  DROP CONSTRAINT ledger_movement_pkey,
  ADD PRIMARY KEY (business_date, booked_on, ledger_account, currency, closing);
COMMENT ON COLUMN books.ledger_movement.booked_on IS 'The closed day it was summed up for; later than the business date where it adjusts.';

-- Few journals adjust; those of the day under way are found by this.
CREATE INDEX journal_adjusting ON books.journal (sequence) WHERE adjusts_on IS NOT NULL;

-- The second line of defence: whoever writes a journal, an adjustment goes into a month that is closed softly and no other.
CREATE FUNCTION books.refuse_late_adjustment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM books.period WHERE month = date_trunc('month', NEW.adjusts_on::timestamp)::date AND state <> 'HARD_CLOSED')
  THEN
    RAISE EXCEPTION 'The accounting period of % takes no adjustments.', NEW.adjusts_on
      USING ERRCODE = 'LB009', DETAIL = json_build_object('businessDate', NEW.adjusts_on);
  END IF;
  RETURN NULL;
END $$;
-- For each row, because everyday journals then don't even call it.
CREATE TRIGGER adjusting AFTER INSERT ON books.journal FOR EACH ROW
  WHEN (NEW.adjusts_on IS NOT NULL) EXECUTE FUNCTION books.refuse_late_adjustment();
ALTER TABLE books.journal ENABLE ALWAYS TRIGGER adjusting;
