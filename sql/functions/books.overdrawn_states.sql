-- How overdrawn deposits stood: each debit balance that a customer's account had at the close of a day, with the number of
-- calendar days of a span on which it stood so. Found from the few days that ended overdrawn, not from the accounts.
CREATE OR REPLACE FUNCTION books.overdrawn_states(p_from date, p_to date)
RETURNS TABLE (ledger_account text, account_id uuid, balance_minor bigint, days integer) LANGUAGE sql STABLE AS $$
  SELECT b.ledger_account, b.account_id, m.balance_minor,
    least(coalesce(following.business_date - 1, p_to), p_to) - greatest(m.business_date, p_from) + 1
  FROM books.account_movement m
  JOIN books.balance b ON b.account_id = m.account_id AND b.stripe = m.stripe AND b.currency = 'USD'
  JOIN books.ledger_account l ON l.code = b.ledger_account AND l.subledger AND l.class = 'Liability'
  LEFT JOIN LATERAL (
    SELECT n.business_date FROM books.account_movement n
    WHERE n.account_id = m.account_id AND n.stripe = m.stripe AND n.business_date > m.business_date
    ORDER BY n.business_date LIMIT 1
  ) following ON true
  WHERE m.balance_minor > 0 AND m.business_date <= p_to
    AND (following.business_date > p_from OR following.business_date IS NULL)
$$;
