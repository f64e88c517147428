-- Whoever comes with the same key waits here until the first one's transaction has ended. Taken after the balances.
CREATE OR REPLACE FUNCTION books.lock_key(p_scope text, p_key text)
RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended(p_scope || E'\n' || p_key, 7316022))
$$;
