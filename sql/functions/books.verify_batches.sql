-- Each journal of a batch is the one posted under the batch's own scope and the item's place, and the batch counts them.
CREATE OR REPLACE FUNCTION books.verify_batches()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  SELECT * FROM (
    SELECT 'books.journal_batch_item', format('batch %s, item %s', i.batch_id, i.ord),
      coalesce('journal ' || i.journal_sequence, 'refused'), coalesce('journal ' || j.sequence, 'refused')
    FROM books.journal_batch_item i
    LEFT JOIN books.journal j ON j.scope = 'batch:' || i.batch_id AND j.key = i.ord::text
    WHERE j.sequence IS DISTINCT FROM i.journal_sequence
    UNION ALL
    SELECT 'books.journal_batch', format('batch %s', b.id), format('%s items, %s posted', b.items, b.posted),
      format('%s items, %s posted', count(i.ord), count(i.journal_sequence))
    FROM books.journal_batch b LEFT JOIN books.journal_batch_item i ON i.batch_id = b.id
    GROUP BY b.id HAVING count(i.ord) <> b.items OR count(i.journal_sequence) <> b.posted
  ) disagreement
  LIMIT 1
$$;
