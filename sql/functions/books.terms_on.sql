-- The terms of each deposit product on a date: the latest row that is not after it.
CREATE OR REPLACE FUNCTION books.terms_on(p_date date)
RETURNS SETOF books.deposit_terms LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (product) * FROM books.deposit_terms WHERE valid_from <= p_date ORDER BY product, valid_from DESC
$$;
