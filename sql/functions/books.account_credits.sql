-- Interest credited to a deposit among its entries after one version up to another, and what of it was withheld: told by what their
-- journals were posted on, by the rule of books.interest_entries. Unlike there, each counts on the day it was booked, because
-- that is where a statement has it.
CREATE OR REPLACE FUNCTION books.account_credits(p_account uuid, p_after bigint, p_through bigint)
RETURNS TABLE (business_date date, interest_minor bigint, withheld_minor bigint) LANGUAGE sql STABLE AS $$
  SELECT e.business_date, CASE WHEN told.is_interest THEN -e.amount_minor ELSE 0 END, CASE WHEN told.is_interest THEN 0 ELSE e.amount_minor END
  FROM books.entry e
  JOIN books.journal j ON j.sequence = e.journal_sequence
  LEFT JOIN books.journal original ON original.id = j.reverses_id
  CROSS JOIN LATERAL (
    SELECT bool_or(o.ledger_account IN ('2300', '5010', '5020', '5030', '5035')) AS interest,
      coalesce(sum(o.amount_minor) FILTER (WHERE o.ledger_account IN ('2300', '5010', '5020', '5030', '5035')), 0) AS owed,
      bool_or(o.ledger_account = '2360') AS tax
    FROM books.entry o WHERE o.journal_sequence = e.journal_sequence
  ) on_accounts
  CROSS JOIN LATERAL (
    SELECT on_accounts.interest AND (NOT on_accounts.tax OR e.amount_minor * sign(on_accounts.owed) < 0) AS is_interest
  ) told
  WHERE e.account_id = p_account AND e.stripe = 0 AND e.account_version > p_after AND e.account_version <= p_through
    AND coalesce(original.template, j.template) <> 'D06' AND (on_accounts.interest OR on_accounts.tax)
$$;
