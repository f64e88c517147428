-- Hashes the journals of one block again and names the first row that is not as it was sealed. Where journal and seal part,
-- the root of the block tells which of the two was changed.
CREATE OR REPLACE FUNCTION books.verify_block(p_block books.block)
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE plpgsql AS $$
DECLARE
  v_found record;
  v_seal_is_right boolean;
BEGIN
  SELECT sequence, s.block, s.position, s.journal_hash AS sealed_journal, s.entries_hash AS sealed_entries,
    h.journal_hash, h.entries_hash, coalesce(h.place, s.position) AS place
  INTO v_found
  FROM (
    SELECT each.*, row_number() OVER (ORDER BY each.sequence) - 1 AS place
    FROM books.seal_hashes(p_block.first_sequence - 1, p_block.last_sequence, NULL) each
  ) h
  FULL JOIN (
    SELECT * FROM books.sealed_journal WHERE sealed_journal.sequence BETWEEN p_block.first_sequence AND p_block.last_sequence
  ) s USING (sequence)
  WHERE (s.block, s.position, s.journal_hash, s.entries_hash)
    IS DISTINCT FROM (p_block.number, h.place, h.journal_hash, h.entries_hash)
  ORDER BY sequence LIMIT 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  row_key := format('sequence %s', v_found.sequence);
  v_seal_is_right := books.merkle_root(books.block_leaves(p_block)) = p_block.root;
  IF v_found.sealed_journal IS NULL THEN
    RETURN QUERY SELECT 'books.journal', row_key, 'a journal among those of block ' || p_block.number, 'no journal, by the seal';
  ELSIF v_found.journal_hash IS NULL THEN
    RETURN QUERY SELECT 'books.journal', row_key, 'no journal', 'a journal, by the seal of block ' || p_block.number;
  ELSIF NOT v_seal_is_right THEN
    RETURN QUERY SELECT 'books.sealed_journal', row_key,
      concat_ws(', ', v_found.block, v_found.position, encode(v_found.sealed_journal, 'hex'), encode(v_found.sealed_entries, 'hex')),
      concat_ws(', ', p_block.number, v_found.place, encode(v_found.journal_hash, 'hex'), encode(v_found.entries_hash, 'hex'));
  ELSIF v_found.sealed_journal <> v_found.journal_hash THEN
    RETURN QUERY SELECT 'books.journal', row_key,
      encode(v_found.journal_hash, 'hex'), encode(v_found.sealed_journal, 'hex') || ', by its seal';
  ELSIF v_found.sealed_entries <> v_found.entries_hash THEN
    RETURN QUERY SELECT 'books.entry', 'journal ' || row_key,
      encode(v_found.entries_hash, 'hex'), encode(v_found.sealed_entries, 'hex') || ', by its seal';
  ELSE
    RETURN QUERY SELECT 'books.sealed_journal', row_key, format('block %s, position %s', v_found.block, v_found.position),
      format('block %s, position %s', p_block.number, v_found.place);
  END IF;
END $$;
