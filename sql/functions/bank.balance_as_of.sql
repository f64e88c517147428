-- Both axes of time: the balance that counts from a value date, as the books knew it at a moment. It is the booked balance
-- at the close of that date (one look-up, because business dates only move forward) plus what was booked before it but
-- counts later, and the other way round. Nothing here reads more entries than those of one day.
CREATE OR REPLACE FUNCTION bank.balance_as_of(p_account uuid, p_as_of date, p_known_at timestamptz DEFAULT NULL)
RETURNS TABLE (account_id uuid, as_of date, known_at timestamptz, currency text, balance_minor text, version text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_account, p_as_of, p_known_at, min(b.currency),
    (min(b.side) * sum(booked.balance_minor + shifted.net_minor))::text, sum(booked.version)::text
  FROM books.balance b
  CROSS JOIN LATERAL books.known_version(b.account_id, b.stripe, p_known_at) known (version)
  CROSS JOIN LATERAL books.booked_balance(b, p_as_of, known.version) booked
  CROSS JOIN LATERAL books.shifted_balance(b, p_as_of, known.version) shifted (net_minor)
  WHERE b.account_id = p_account
  HAVING count(*) > 0
$$;
COMMENT ON FUNCTION bank.balance_as_of IS
  'Balance on the normal side of the entries that count from p_as_of (a value date) or earlier, as known at p_known_at '
  '(now unless given), and how many entries were booked by the close of that date. No row for an unknown account.';
GRANT EXECUTE ON FUNCTION bank.balance_as_of TO bank_app, bank_operator;
