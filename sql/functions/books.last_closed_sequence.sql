-- Sequence of the last journal of the days that are closed; the entries after it are those of the day under way.
CREATE OR REPLACE FUNCTION books.last_closed_sequence()
RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT last_sequence FROM books.closed_day ORDER BY business_date DESC LIMIT 1), 0)
$$;
