-- The second line of defence, whoever writes a journal: an adjustment is no everyday journal, and goes into an earlier month
-- that is not closed for good. It is all looked at here, and not in a check of the table, because everyday journals
-- don't even call this, while a check is read and prepared anew for every one of them.
CREATE OR REPLACE FUNCTION books.refuse_late_adjustment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.type = 'STANDARD'
    OR date_trunc('month', NEW.adjusts_on::timestamp) >= date_trunc('month', NEW.business_date::timestamp)
  THEN
    RAISE EXCEPTION 'A % journal of % can''t adjust %.', NEW.type, NEW.business_date, NEW.adjusts_on
      USING ERRCODE = 'LB024', DETAIL = json_build_object('adjustsOn', NEW.adjusts_on);
  END IF;
  IF NOT EXISTS (
    SELECT FROM books.period WHERE month = date_trunc('month', NEW.adjusts_on::timestamp)::date AND state <> 'HARD_CLOSED')
  THEN
    RAISE EXCEPTION 'The accounting period of % takes no adjustments.', NEW.adjusts_on
      USING ERRCODE = 'LB009', DETAIL = json_build_object('businessDate', NEW.adjusts_on);
  END IF;
  RETURN NULL;
END $$;
