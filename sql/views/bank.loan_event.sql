CREATE OR REPLACE VIEW bank.loan_event AS
SELECT sequence, account_id, kind, business_date, amount_minor::text AS amount_minor, installment, journal_id, recorded_at, actor, note
FROM books.loan_event;
COMMENT ON VIEW bank.loan_event IS 'What happened to loans beside payments.';
COMMENT ON COLUMN bank.loan_event.installment IS 'Null where it is about none.';
COMMENT ON COLUMN bank.loan_event.note IS 'Null where the day''s end did it; else why somebody decided it.';
COMMENT ON COLUMN bank.loan_event.journal_id IS 'Null where nothing was booked for it.';
