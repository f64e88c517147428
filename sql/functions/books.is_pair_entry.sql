-- True for an entry with an account or a ledger account, a currency and an amount no larger than one may be.
CREATE OR REPLACE FUNCTION books.is_pair_entry(p_entry jsonb)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT p_entry ->> 'minor' ~ '^-?[1-9][0-9]{0,13}$'
    AND p_entry ->> 'currency' ~ '^[A-Z]{3}$'
    AND CASE
      WHEN p_entry ->> 'gl' IS NULL THEN pg_input_is_valid(p_entry ->> 'account', 'uuid')
      ELSE p_entry ->> 'account' IS NULL AND p_entry ->> 'gl' ~ '^[0-9]{4}$'
    END
$$;
