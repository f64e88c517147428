-- Fees for the items of a day that were paid into an agreed overdraft: those that left the account overdrawn by more than
-- the terms let pass, up to so many a day. Card and cash-machine items cost nothing: nobody has agreed to that fee yet
-- (12 CFR 1005.17), and neither do fees and interest themselves.
CREATE OR REPLACE FUNCTION books.overdraft_fees(p_date date)
RETURNS jsonb LANGUAGE sql STABLE SET jit = false AS $$
  WITH item AS (
    SELECT e.account_id, count(*) AS items
    FROM books.entry e
    JOIN books.journal j ON j.sequence = e.journal_sequence
    JOIN books.account a ON a.id = e.account_id AND a.overdraft_minor > 0 AND a.status = 'open'
    JOIN books.terms_on(p_date) t ON t.product = a.product AND t.overdraft_fee_minor > 0
    WHERE e.journal_sequence > books.last_closed_sequence() AND e.journal_sequence < 9223372036854775807
      AND e.amount_minor > 0 AND e.balance_after_minor > t.overdraft_free_minor
      AND j.type = 'STANDARD' AND j.template NOT IN ('P07', 'P11', 'P12', 'P13', 'L02', 'D02', 'D06')
    GROUP BY e.account_id
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('account', i.account_id, 'outcome', 'charge', 'rule', 'paid-into-overdraft',
      'figure', i.items::text, 'minor', (least(i.items, t.overdraft_fees_a_day) * t.overdraft_fee_minor)::text)), '[]')
  FROM item i JOIN books.account a ON a.id = i.account_id JOIN books.terms_on(p_date) t ON t.product = a.product
  WHERE t.overdraft_fees_a_day > 0
$$;
