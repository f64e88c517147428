-- What counts on an account at the end of a day by value date, on the normal side of a deposit, with all that is booked by
-- now. For days that lie back; reads no more than a few rows.
CREATE OR REPLACE FUNCTION books.value_balance(p_account uuid, p_day date)
RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT -(booked.balance_minor + shifted.net_minor)
  FROM books.balance b
  CROSS JOIN LATERAL books.booked_balance(b, p_day, b.version) booked
  CROSS JOIN LATERAL books.shifted_balance(b, p_day, b.version) shifted (net_minor)
  WHERE b.account_id = p_account AND b.stripe = 0
$$;
