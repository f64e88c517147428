-- squawk-ignore-file constraint-missing-not-valid
-- An account has statements up to the month in which it was closed, whatever became of it since.
ALTER TABLE books.account ADD COLUMN closed_on date;
COMMENT ON COLUMN books.account.closed_on IS 'Business date on which it was closed; null while it is open.';
-- Of those that were closed before this was kept, only their last entry tells.
UPDATE books.account a SET closed_on = coalesce(
  (SELECT max(e.business_date) FROM books.entry e WHERE e.account_id = a.id), a.opened_on)
WHERE a.status = 'closed';
ALTER TABLE books.account ADD CONSTRAINT closed_has_date CHECK ((status = 'closed') = (closed_on IS NOT NULL));
