-- A reversal mirrors a journal that is none itself, entry for entry, and is the only one to do so.
CREATE OR REPLACE FUNCTION books.verify_reversals()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  WITH reversal AS (
    SELECT r.sequence, r.id, r.type, r.reverses_id, o.sequence AS original, o.type AS original_type,
      count(*) OVER (PARTITION BY r.reverses_id) AS reversals
    FROM books.journal r LEFT JOIN books.journal o ON o.id = r.reverses_id
    WHERE r.type = 'REVERSAL' OR r.reverses_id IS NOT NULL
  ), mirrored AS (
    SELECT r.sequence, e.account_id, e.currency, e.amount_minor, 1 AS side
    FROM reversal r JOIN books.entry e ON e.journal_sequence = r.sequence
    UNION ALL
    SELECT r.sequence, e.account_id, e.currency, -e.amount_minor, -1
    FROM reversal r JOIN books.entry e ON e.journal_sequence = r.original
  ), uneven AS (
    SELECT DISTINCT sequence FROM mirrored GROUP BY sequence, account_id, currency, amount_minor HAVING sum(side) <> 0
  )
  SELECT 'books.journal', format('sequence %s (%s)', r.sequence, r.id),
    format('%s of %s, one of %s', r.type, coalesce(r.reverses_id::text, 'nothing'), r.reversals),
    'the only reversal of a journal that is none, its exact mirror'
  FROM reversal r LEFT JOIN uneven u ON u.sequence = r.sequence
  WHERE (r.type = 'REVERSAL' AND r.original_type <> 'REVERSAL' AND r.reversals = 1) IS NOT TRUE OR u.sequence IS NOT NULL
  ORDER BY r.sequence LIMIT 1
$$;
