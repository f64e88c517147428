-- A closed day knows the last journal of its own or an earlier date.
CREATE OR REPLACE FUNCTION books.verify_closed_days()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  WITH dated AS (
    SELECT business_date, max(sequence) AS sequence FROM books.journal GROUP BY business_date
  ), reached AS (
    SELECT business_date, d.last_sequence, coalesce(max(dated.sequence) OVER (ORDER BY business_date), 0) AS sequence,
      d.business_date IS NOT NULL AS is_closed
    FROM books.closed_day d FULL JOIN dated USING (business_date)
  )
  SELECT 'books.closed_day', business_date::text, coalesce(format('last sequence %s', last_sequence), 'no row'),
    format('last sequence %s', sequence)
  FROM reached
  WHERE CASE WHEN is_closed THEN last_sequence <> sequence
    ELSE business_date < (SELECT d.business_date FROM books.business_date d) END
  ORDER BY business_date LIMIT 1
$$;
