-- Locks every balance the entries touch, in the order of account ids, so that no two postings can deadlock. The lock
-- step of the plan stands above the sort, which makes the order certain whatever join the planner picks.
CREATE OR REPLACE FUNCTION books.lock_balances(p_entries books.entry_draft[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM books.balance b
  JOIN (SELECT DISTINCT account_id FROM unnest(p_entries)) touched USING (account_id)
  ORDER BY b.account_id
  FOR NO KEY UPDATE OF b;
END $$;
