-- squawk-ignore-file require-concurrent-index-creation
-- These answer other columns from now on; the files in sql/functions make them anew.
DROP FUNCTION IF EXISTS
  books.interest_entries(date, date, uuid), bank.interest_tie_out(integer), bank.payee_years(integer, uuid);
-- Few journals are reversals; those that a version of a report has not seen are found by this.
CREATE INDEX journal_reversal ON books.journal (sequence) WHERE reverses_id IS NOT NULL;
