-- The bank's own account of a ledger account is found by its code alone: 1010 is 00000000-0000-8000-8000-000000001010.
CREATE OR REPLACE FUNCTION books.house_account_id(p_code text)
RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT ('00000000-0000-8000-8000-' || lpad(p_code, 12, '0'))::uuid
$$;
