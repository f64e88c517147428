-- Sealers take turns, so that there is one chain; they take no lock that a posting takes. A block is one transaction:
-- whoever has much to seal calls again until the answer is null.
CREATE OR REPLACE FUNCTION bank.seal_block(p_limit integer)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET jit = false SET enable_seqscan = false SET enable_hashjoin = false AS $$
DECLARE
  v_previous books.block;
  v_block books.block;
  v_settled bigint;
BEGIN
  IF (p_limit BETWEEN 1 AND 100000) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'A block has 1 to 100,000 journals.');
  ELSIF current_setting('transaction_isolation') <> 'read committed' THEN
    -- Under a stricter level the chain would be read as it was before the lock.
    PERFORM books.refuse('LB012', 'Seal under READ COMMITTED.');
  END IF;
  PERFORM pg_advisory_xact_lock(books.seal_lock());
  v_settled := books.settled_sequence();
  SELECT * INTO v_previous FROM books.block ORDER BY number DESC LIMIT 1;
  v_block.number := coalesce(v_previous.number, 0) + 1;

  WITH sealed AS (
    INSERT INTO books.sealed_journal (sequence, block, position, salt, journal_hash, entries_hash)
    SELECT h.sequence, v_block.number, row_number() OVER (ORDER BY h.sequence) - 1, h.salt, h.journal_hash, h.entries_hash
    FROM books.seal_hashes(coalesce(v_previous.last_sequence, 0), v_settled, p_limit) h
    RETURNING sequence
  )
  SELECT count(*), min(sequence), max(sequence) INTO v_block.journals, v_block.first_sequence, v_block.last_sequence
  FROM sealed;
  IF v_block.journals = 0 THEN
    RETURN NULL;
  END IF;

  v_block.root := books.merkle_root(books.block_leaves(v_block));
  v_block.previous_hash := coalesce(v_previous.hash, decode(repeat('00', 32), 'hex'));
  v_block.sealed_at := date_trunc('milliseconds', clock_timestamp());
  v_block.hash := books.seal_text_hash(books.block_header(v_block));
  INSERT INTO books.block SELECT v_block.*;
  RETURN books.block_json(v_block);
END $$;
COMMENT ON FUNCTION bank.seal_block IS
  'Seals the oldest journals that are not sealed, as one block of so many at most; answers the block, or null when every '
  'settled journal is sealed.';
GRANT EXECUTE ON FUNCTION bank.seal_block TO bank_app, bank_operator;
