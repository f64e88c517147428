-- Every account that journals name, be it readable or not what else they say; locked before any of them is posted.
CREATE OR REPLACE FUNCTION books.batch_accounts(p_items jsonb)
RETURNS uuid[] LANGUAGE sql AS $$
  SELECT ARRAY(
    SELECT DISTINCT CASE
      WHEN pg_input_is_valid(named ->> 'account', 'uuid') THEN (named ->> 'account')::uuid
      WHEN named ->> 'gl' ~ '^[0-9]{4}$' THEN books.house_account_id(named ->> 'gl')
    END
    FROM jsonb_path_query(p_items, '$[*].entries[*]') named
    UNION
    SELECT CASE
      WHEN pg_input_is_valid(named ->> 'account', 'uuid') THEN (named ->> 'account')::uuid
      WHEN named ->> 'gl' ~ '^[0-9]{4}$' THEN books.house_account_id(named ->> 'gl')
    END
    FROM jsonb_path_query(p_items, '$[*].conditions[*]') named)
$$;
