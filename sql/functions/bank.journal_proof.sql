-- A customer is shown a journal only where it moves an account of theirs, and of its entries their own; the rest is there
-- as hashes, so that the proof is complete. Whether it is theirs is part of the query.
CREATE OR REPLACE FUNCTION bank.journal_proof(p_journal uuid, p_customer uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_journal books.journal;
  v_seal books.sealed_journal;
  v_block books.block;
  v_entries jsonb;
BEGIN
  SELECT * INTO v_journal FROM books.journal j
  WHERE j.id = p_journal AND (p_customer IS NULL OR EXISTS (
    SELECT FROM books.entry e JOIN books.account a ON a.id = e.account_id
    WHERE e.journal_sequence = j.sequence AND a.customer_id = p_customer));
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT * INTO v_seal FROM books.sealed_journal WHERE sequence = v_journal.sequence;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('sealed', false);
  END IF;
  SELECT * INTO v_block FROM books.block WHERE number = v_seal.block;

  SELECT jsonb_agg(jsonb_build_object(
    'line', line.line_no, 'hash', encode(books.seal_text_hash(line.content), 'hex'),
    'text', CASE WHEN p_customer IS NULL OR line.customer_id = p_customer THEN line.content END) ORDER BY line.line_no)
  INTO v_entries
  FROM (
    SELECT e.line_no, a.customer_id, books.seal_entry_text(e, v_seal.salt) AS content
    FROM books.entry e JOIN books.account a ON a.id = e.account_id WHERE e.journal_sequence = v_journal.sequence
  ) line;

  RETURN jsonb_build_object(
    'sealed', true, 'journal', books.seal_journal_text(v_journal),
    'origin', jsonb_build_object(
      'hash', encode(books.seal_text_hash(books.seal_origin_text(v_journal, v_seal.salt)), 'hex'),
      'text', CASE WHEN p_customer IS NULL THEN books.seal_origin_text(v_journal, v_seal.salt) END),
    'entries', v_entries,
    'leaf', encode(books.merkle_leaf(v_seal.journal_hash, v_seal.entries_hash), 'hex'),
    'position', v_seal.position,
    'path', books.merkle_path(books.block_leaves(v_block), v_seal.position),
    'header', books.block_header(v_block),
    'block', books.block_json(v_block));
END $$;
COMMENT ON FUNCTION bank.journal_proof IS
  'Everything needed to reckon from a journal to the hash of its block. Null where there is no such journal, or it moves no '
  'account of the customer; for the bank''s own staff the customer is null. {"sealed": false} while it is not sealed.';
GRANT EXECUTE ON FUNCTION bank.journal_proof TO bank_app, bank_operator;
