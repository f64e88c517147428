-- Leaves and inner nodes begin with different bytes, so that neither can pass for the other.
CREATE OR REPLACE FUNCTION books.merkle_leaf(p_journal_hash bytea, p_entries_hash bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT sha256('\x00'::bytea || p_journal_hash || p_entries_hash) $$;
