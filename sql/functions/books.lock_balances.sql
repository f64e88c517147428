-- Locks the balances of accounts in the order of account ids, so that no two postings can deadlock. The lock step of the
-- plan stands above the sort, which makes the order certain whatever join the planner picks. Of a striped account only
-- the own stripe is locked: nothing that is judged depends on the others.
CREATE OR REPLACE FUNCTION books.lock_balances(p_accounts uuid[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM books.balance b
  JOIN unnest(p_accounts) account_id USING (account_id)
  WHERE b.stripe = CASE WHEN b.striped THEN books.own_stripe() ELSE 0 END
  ORDER BY b.account_id
  FOR NO KEY UPDATE OF b;
END $$;
