-- Business dates never go back from one journal to the next, and none is after the day the books stand at.
CREATE OR REPLACE FUNCTION books.verify_journal_order()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  SELECT 'books.journal', format('sequence %s (%s)', sequence, id), business_date::text,
    format('from %s to %s', coalesce(before, business_date), (SELECT d.business_date FROM books.business_date d))
  FROM (SELECT j.sequence, j.id, j.business_date, lag(j.business_date) OVER (ORDER BY j.sequence) AS before FROM books.journal j) dated
  WHERE business_date < before OR business_date > (SELECT d.business_date FROM books.business_date d)
  ORDER BY sequence LIMIT 1
$$;
