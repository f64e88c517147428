-- These answer other columns from now on; the files in sql/functions make them anew.
DROP FUNCTION IF EXISTS
  books.interest_shares(bigint[]), books.interest_entries(date, date, uuid), bank.interest_tie_out(integer);
