-- Blocks follow one another without a gap, each names the one before, and root and hash are what they are made from.
CREATE OR REPLACE FUNCTION books.verify_chain()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  WITH linked AS (
    SELECT b, row_number() OVER w AS place, lag(b.hash) OVER w AS previous, lag(b.last_sequence) OVER w AS before,
      (SELECT array_agg(books.merkle_leaf(s.journal_hash, s.entries_hash) ORDER BY s.position)
       FROM books.sealed_journal s WHERE s.sequence BETWEEN b.first_sequence AND b.last_sequence) AS leaves
    FROM books.block b WINDOW w AS (ORDER BY b.number)
  ), said AS (
    SELECT (b).number,
      jsonb_build_object('number', (b).number, 'journals', (b).journals, 'root', encode((b).root, 'hex'),
        'previousHash', encode((b).previous_hash, 'hex'), 'hash', encode((b).hash, 'hex'),
        'afterThePrevious', true) AS stored,
      jsonb_build_object('number', place, 'journals', cardinality(leaves), 'root', encode(books.merkle_root(leaves), 'hex'),
        'previousHash', coalesce(encode(previous, 'hex'), repeat('0', 64)),
        'hash', encode(books.seal_text_hash(books.block_header(b)), 'hex'),
        'afterThePrevious', (b).first_sequence > coalesce(before, 0)) AS expected
    FROM linked
  )
  SELECT 'books.block', format('number %s', number),
    (SELECT jsonb_object_agg(key, value)::text FROM jsonb_each(stored) WHERE value IS DISTINCT FROM expected -> key),
    (SELECT jsonb_object_agg(key, value)::text FROM jsonb_each(expected) WHERE value IS DISTINCT FROM stored -> key)
  FROM said WHERE stored IS DISTINCT FROM expected
  ORDER BY number LIMIT 1
$$;
