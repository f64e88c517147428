-- What else stands on a journal, besides its entries: rows that a mirror of the entries would leave as they are. Such a
-- journal is taken back by what made it, or not at all; null for one that may be reversed by whoever may post.
CREATE OR REPLACE FUNCTION books.why_not_reversible(p_journal books.journal)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN p_journal.type = 'CLOSING' THEN 'closes a year, which two people reopen'
    WHEN p_journal.scope LIKE 'loan:%' THEN 'is part of a loan, whose payments are taken back as such'
    WHEN p_journal.scope = 'certificate' THEN 'is part of a certificate'
    WHEN p_journal.scope = 'day' AND p_journal.template LIKE 'D%' THEN 'is interest, which is corrected by a value date'
    WHEN p_journal.template IN ('P02', 'P14') AND (
      EXISTS (SELECT FROM books.check_deposit WHERE journal_id = p_journal.id)
      OR EXISTS (SELECT FROM books.check_return WHERE journal_id = p_journal.id)
      OR EXISTS (SELECT FROM books.check_collection WHERE journal_id = p_journal.id)) THEN 'is a check''s, which is returned instead'
  END
$$;
