-- What an adjustment may be is looked at by the trigger that only adjustments call (books.refuse_late_adjustment): as a check
-- of the table it cost every everyday journal a twentieth of its time.
ALTER TABLE books.journal DROP CONSTRAINT adjusts_an_earlier_month;
