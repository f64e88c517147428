-- What captures up to a place in the batch have taken off the holds of an account.
CREATE OR REPLACE FUNCTION books.freed_by(p_captures books.capture[], p_account uuid, p_ord integer)
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(sum(freed_minor), 0) FROM unnest(p_captures) WHERE account_id = p_account AND ord <= p_ord
$$;
