-- The journal that closed a year and stands; null while there is none. One that was reversed does not count.
CREATE OR REPLACE FUNCTION books.closing_journal(p_year integer)
RETURNS books.journal LANGUAGE sql STABLE AS $$
  SELECT j FROM books.journal j
  WHERE j.type = 'CLOSING' AND extract(year FROM coalesce(j.adjusts_on, j.business_date)) = p_year
    AND NOT EXISTS (SELECT FROM books.journal reversal WHERE reversal.reverses_id = j.id)
  ORDER BY j.sequence DESC LIMIT 1
$$;
