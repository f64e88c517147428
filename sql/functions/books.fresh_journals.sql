-- The places in the batch whose key was never used; the others are replays. The index on keys has the last word.
CREATE OR REPLACE FUNCTION books.fresh_journals(p_journals books.journal_draft[])
RETURNS integer[] LANGUAGE sql AS $$
  SELECT coalesce(array_agg(ord ORDER BY ord), '{}')
  FROM (SELECT DISTINCT ON (scope, key) ord, scope, key FROM unnest(p_journals) ORDER BY scope, key, ord) first_use
  WHERE NOT EXISTS (SELECT FROM books.journal j WHERE j.scope = first_use.scope AND j.key = first_use.key)
$$;
