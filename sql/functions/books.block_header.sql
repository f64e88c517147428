-- What the hash of a block is the hash of.
CREATE OR REPLACE FUNCTION books.block_header(p_block books.block)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT json_build_object(
    'version', 'ledgerbank-block-1', 'number', p_block.number::text, 'firstSequence', p_block.first_sequence::text,
    'lastSequence', p_block.last_sequence::text, 'journals', p_block.journals, 'root', encode(p_block.root, 'hex'),
    'previousHash', encode(p_block.previous_hash, 'hex'), 'sealedAt', books.seal_instant(p_block.sealed_at))::text
$$;
