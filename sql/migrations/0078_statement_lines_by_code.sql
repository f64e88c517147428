-- These answer the code of each line from now on; the files in sql/functions make them anew.
DROP FUNCTION IF EXISTS bank.statement(text, date, date), bank.statement_accounts(text, date, date);
