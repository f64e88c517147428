CREATE OR REPLACE FUNCTION bank.tax_corrections(p_year integer, p_after bigint)
RETURNS TABLE (sequence bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.sequence
  FROM books.journal r JOIN books.journal o ON o.id = r.reverses_id
  WHERE r.sequence > p_after AND r.reverses_id IS NOT NULL
    AND coalesce(o.adjusts_on, o.business_date) BETWEEN make_date(p_year, 1, 1) AND make_date(p_year, 12, 31)
    AND EXISTS (SELECT FROM books.interest_shares(ARRAY[o.sequence]) s WHERE s.is_deposit)
$$;
COMMENT ON FUNCTION bank.tax_corrections IS
  'Sequences of reversals after one that was named which change what a calendar year says of payees, whenever they were booked.';
GRANT EXECUTE ON FUNCTION bank.tax_corrections TO bank_app, bank_operator;
