-- Every journal has two lines or more, numbered from 1, and sums to zero in each currency. One that adjusts is no everyday
-- journal, and adjusts an earlier month.
CREATE OR REPLACE FUNCTION books.verify_journals()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  WITH of_currency AS (
    SELECT journal_sequence, currency, sum(amount_minor) AS total, count(*) AS lines, min(line_no) AS first, max(line_no) AS last
    FROM books.entry GROUP BY journal_sequence, currency
  ), of_journal AS (
    SELECT journal_sequence, sum(lines) AS lines, min(first) AS first, max(last) AS last,
      string_agg(total || ' ' || currency, ', ') FILTER (WHERE total <> 0) AS difference
    FROM of_currency GROUP BY journal_sequence
  )
  SELECT 'books.journal', format('sequence %s (%s)', j.sequence, j.id),
    format('%s lines, debits less credits %s', coalesce(o.lines, 0), coalesce(o.difference, '0'))
      || CASE WHEN j.adjusts_on IS NULL THEN '' ELSE format(', a %s journal of %s that adjusts %s', j.type, j.business_date, j.adjusts_on) END,
    'two lines or more, numbered from 1, debits equal to credits; adjusting an earlier month, if any, and then no everyday journal'
  FROM books.journal j LEFT JOIN of_journal o ON o.journal_sequence = j.sequence
  WHERE (o.lines >= 2 AND o.first = 1 AND o.last = o.lines AND o.difference IS NULL) IS NOT TRUE
    OR j.type = 'STANDARD' AND j.adjusts_on IS NOT NULL
    OR date_trunc('month', j.adjusts_on::timestamp) >= date_trunc('month', j.business_date::timestamp)
  ORDER BY j.sequence LIMIT 1
$$;
