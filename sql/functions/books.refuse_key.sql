CREATE OR REPLACE FUNCTION books.refuse_key(p_ord integer, p_key text, p_hash text, p_used_hash text)
RETURNS void LANGUAGE sql AS $$
  SELECT books.refuse('LB008', 'Something else was posted under this key already; nothing was posted now.',
    jsonb_build_object('journal', p_ord - 1, 'key', p_key, 'requestHash', p_hash, 'usedHash', p_used_hash))
$$;
