-- Who asked for a journal and how, as it is sealed: known to the bank alone, so it is salted.
CREATE OR REPLACE FUNCTION books.seal_origin_text(p_journal books.journal, p_salt bytea)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT json_build_object(
    'version', 'ledgerbank-origin-1', 'salt', books.seal_salt(p_salt, 0::smallint),
    'sequence', p_journal.sequence::text, 'actor', p_journal.actor, 'scope', p_journal.scope, 'key', p_journal.key,
    'requestHash', p_journal.request_hash, 'metadata', p_journal.metadata)::text
$$;
