-- Rate of a product on a date for a balance, in parts per million a year: that of the tier the balance lies in.
CREATE OR REPLACE FUNCTION books.deposit_rate_on(p_product text, p_minor bigint, p_date date)
RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT rate_ppm FROM books.rate_bands(p_date) WHERE product = p_product AND p_minor >= from_minor AND p_minor < until_minor), 0)
$$;
