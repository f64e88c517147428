-- What the engine's interest should have left in 2300, as cents that it owes: what was accrued and carried in, less what
-- was credited.
CREATE OR REPLACE FUNCTION books.interest_owed()
RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT sum(posted_minor) FROM books.interest_ledger), 0)
    + coalesce((SELECT sum(CASE kind WHEN 'carried-in' THEN minor WHEN 'credited' THEN -minor END) FROM books.interest_credit), 0)
$$;
