CREATE OR REPLACE FUNCTION books.block_json(p_block books.block)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'number', p_block.number::text, 'firstSequence', p_block.first_sequence::text,
    'lastSequence', p_block.last_sequence::text, 'journals', p_block.journals, 'root', encode(p_block.root, 'hex'),
    'previousHash', encode(p_block.previous_hash, 'hex'), 'hash', encode(p_block.hash, 'hex'),
    'sealedAt', books.iso_instant(p_block.sealed_at))
$$;
