-- The leaves of a block as they were stored when it was sealed.
CREATE OR REPLACE FUNCTION books.block_leaves(p_block books.block)
RETURNS bytea[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(books.merkle_leaf(s.journal_hash, s.entries_hash) ORDER BY s.position)
  FROM books.sealed_journal s
  WHERE s.sequence BETWEEN p_block.first_sequence AND p_block.last_sequence AND s.block = p_block.number
$$;
