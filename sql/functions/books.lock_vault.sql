-- Locks the vault's balance, all its stripes: no cash is under way then, and whoever comes later draws a later sequence.
-- Answers the last sequence that was drawn.
CREATE OR REPLACE FUNCTION books.lock_vault()
RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM books.balance WHERE account_id = books.house_account_id('1010') ORDER BY stripe FOR NO KEY UPDATE;
  RETURN (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM books.journal_sequence_seq);
END $$;
