-- Hashes of the journals after one sequence, up to another and up to so many, in their order. A journal that is sealed
-- is hashed with the salt it was sealed with, others with a new one: sealing and checking are the same reckoning.
CREATE OR REPLACE FUNCTION books.seal_hashes(p_after bigint, p_to bigint, p_limit integer)
RETURNS TABLE (sequence bigint, salt bytea, journal_hash bytea, entries_hash bytea)
LANGUAGE sql VOLATILE AS $$
  WITH picked AS MATERIALIZED (
    SELECT j, coalesce(s.salt, uuid_send(gen_random_uuid())) AS salt
    FROM books.journal j LEFT JOIN books.sealed_journal s ON s.sequence = j.sequence
    WHERE j.sequence > p_after AND j.sequence <= p_to
    ORDER BY j.sequence LIMIT p_limit
  )
  SELECT
    (picked.j).sequence, picked.salt,
    sha256('\x02'::bytea || books.seal_text_hash(books.seal_journal_text(picked.j))
      || books.seal_text_hash(books.seal_origin_text(picked.j, picked.salt))),
    sha256('\x03'::bytea || coalesce(lines.hashes, ''))
  FROM picked CROSS JOIN LATERAL (
    SELECT string_agg(books.seal_text_hash(books.seal_entry_text(e, picked.salt)), ''::bytea ORDER BY e.line_no) AS hashes
    FROM books.entry e WHERE e.journal_sequence = (picked.j).sequence
  ) lines
  ORDER BY (picked.j).sequence
$$;
