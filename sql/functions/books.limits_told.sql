-- Every limit of an account in words, by what it bounds. An account that does not exist has none.
CREATE OR REPLACE FUNCTION books.limits_told(p_account text)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_object_agg(limits.name, limits.told), '{}')
  FROM books.account a
  CROSS JOIN LATERAL (
    SELECT 'Lowest balance' AS name, coalesce(books.money_text(a.floor_minor, a.currency), 'none') AS told
    UNION ALL
    SELECT 'Agreed overdraft', books.money_text(a.overdraft_minor, a.currency)
    UNION ALL
    SELECT format('Within %s business %s', v.window_days, CASE v.window_days WHEN 1 THEN 'day' ELSE 'days' END),
      concat_ws(', ', books.money_text(v.max_minor, a.currency), v.max_count || ' payments')
    FROM books.velocity_limit v WHERE v.account_id = a.id
  ) limits
  WHERE pg_input_is_valid(p_account, 'uuid') AND a.id = CASE WHEN pg_input_is_valid(p_account, 'uuid') THEN p_account::uuid END
$$;
