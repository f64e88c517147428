-- What should be in a drawer: what it was opened with, and the cash that its teller took and paid out over the counter since,
-- less what was taken back of that, by whomever. The vault is locked, so none is under way.
CREATE OR REPLACE FUNCTION books.drawer_expected(p_session books.teller_drawer_session)
RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT p_session.opening_minor + coalesce(sum(e.amount_minor), 0)::bigint
  FROM books.journal j JOIN books.entry e ON e.journal_sequence = j.sequence
  LEFT JOIN books.journal target ON target.id = j.reverses_id
  WHERE j.sequence > p_session.after_sequence
    AND CASE WHEN target.id IS NULL THEN j.actor = p_session.teller AND j.template IN ('P01', 'P07')
      ELSE target.sequence > p_session.after_sequence AND target.actor = p_session.teller AND target.template IN ('P01', 'P07') END
    AND e.account_id = books.house_account_id('1010')
$$;
