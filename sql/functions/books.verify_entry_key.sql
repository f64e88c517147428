-- How a check names an entry.
CREATE OR REPLACE FUNCTION books.verify_entry_key(p_entry books.entry)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format('journal %s, line %s (account %s, stripe %s, version %s)', p_entry.journal_sequence, p_entry.line_no,
    p_entry.account_id, p_entry.stripe, p_entry.account_version)
$$;
