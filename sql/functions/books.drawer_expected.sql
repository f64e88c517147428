-- What should be in a drawer: what it was opened with, and the cash that its teller took and paid out over the counter since.
-- The vault is locked, so none is under way.
CREATE OR REPLACE FUNCTION books.drawer_expected(p_session books.teller_drawer_session)
RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT p_session.opening_minor + coalesce(sum(e.amount_minor), 0)::bigint
  FROM books.journal j JOIN books.entry e ON e.journal_sequence = j.sequence
  WHERE j.sequence > p_session.after_sequence AND j.actor = p_session.teller AND j.template IN ('P01', 'P07')
    AND e.account_id = books.house_account_id('1010')
$$;
