-- Up to the last block every journal has a seal, and every seal has its journal and its block.
CREATE OR REPLACE FUNCTION books.verify_seals()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  SELECT 'books.sealed_journal', format('sequence %s', sequence),
    coalesce(format('a seal of block %s', s.block), 'no seal'),
    CASE WHEN s.block IS NULL THEN 'a seal, because later journals have one' ELSE 'a journal and a block that have it' END
  FROM books.journal j
  FULL JOIN books.sealed_journal s USING (sequence)
  LEFT JOIN books.block b ON b.number = s.block AND sequence BETWEEN b.first_sequence AND b.last_sequence
  WHERE (s.block IS NULL AND sequence <= (SELECT max(last_sequence) FROM books.block))
    OR (s.block IS NOT NULL AND (j.id IS NULL OR b.number IS NULL))
  ORDER BY sequence LIMIT 1
$$;
