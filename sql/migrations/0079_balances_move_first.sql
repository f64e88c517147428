-- A batch moves its balances first and holds them by that: what locked, read and wrote them in three passes goes.
DROP FUNCTION IF EXISTS books.write_balances(books.posting[]);
DROP FUNCTION IF EXISTS books.compute_postings(books.entry_draft[], books.capture[], date);
DROP FUNCTION IF EXISTS books.check_conditions(books.condition_draft[], books.entry_draft[]);
DROP FUNCTION IF EXISTS books.check_limits(books.journal_draft[], books.entry_draft[], books.condition_draft[], books.posting[], date);
DROP FUNCTION IF EXISTS books.post(books.journal_draft[], books.entry_draft[], books.condition_draft[], books.capture[], date, boolean);
