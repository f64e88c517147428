-- How customers' deposits under a ledger account stood: each balance that an account had at the close of a day, with the
-- number of calendar days of a span on which it stood so. Debits are positive. Of closed days; the last balance stands until
-- the span ends. Costs what the accounts are and what moved within the span, however long the history before it.
CREATE OR REPLACE FUNCTION books.deposit_states(p_ledger_account text, p_from date, p_to date)
RETURNS TABLE (account_id uuid, balance_minor bigint, days integer) LANGUAGE sql STABLE AS $$
  SELECT b.account_id, state.balance_minor,
    coalesce(state.next_on, p_to + 1) - greatest(state.business_date, p_from)
  FROM books.balance b
  JOIN books.ledger_account l ON l.code = b.ledger_account AND l.subledger AND l.class = 'Liability'
  CROSS JOIN LATERAL (
    SELECT moved.business_date, moved.balance_minor, lead(moved.business_date) OVER (ORDER BY moved.business_date) AS next_on
    FROM (
      (SELECT m.business_date, m.balance_minor FROM books.account_movement m
       WHERE m.account_id = b.account_id AND m.stripe = b.stripe AND m.business_date <= p_from
       ORDER BY m.business_date DESC LIMIT 1)
      UNION ALL
      SELECT m.business_date, m.balance_minor FROM books.account_movement m
      WHERE m.account_id = b.account_id AND m.stripe = b.stripe AND m.business_date > p_from AND m.business_date <= p_to
    ) moved
  ) state
  WHERE b.currency = 'USD' AND b.ledger_account = p_ledger_account
$$;
