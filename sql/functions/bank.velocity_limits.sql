CREATE OR REPLACE FUNCTION bank.velocity_limits(p_account uuid)
RETURNS TABLE (window_days integer, max_minor text, max_count integer, used_minor text, used_count integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.window_days, v.max_minor::text, v.max_count, used.out_minor::text, used.journals::integer
  FROM books.velocity_limit v
  CROSS JOIN books.business_date d
  CROSS JOIN LATERAL books.left_since(v.account_id, d.business_date - v.window_days + 1) used
  WHERE v.account_id = p_account
  ORDER BY v.window_days
$$;
COMMENT ON FUNCTION bank.velocity_limits IS
  'The limits on what may leave an account within windows of business days, and what has left. Null for no limit of a kind.';
GRANT EXECUTE ON FUNCTION bank.velocity_limits TO bank_app, bank_operator;
