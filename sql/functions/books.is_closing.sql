-- Whether the income statement leaves a journal out: it closes a year, or takes back the journal that did.
CREATE OR REPLACE FUNCTION books.is_closing(p_journal books.journal)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT p_journal.type = 'CLOSING' OR p_journal.type = 'REVERSAL' AND EXISTS (
    SELECT FROM books.journal target WHERE target.id = p_journal.reverses_id AND target.type = 'CLOSING')
$$;
