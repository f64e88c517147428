-- Interest credited to a deposit among its entries after one version up to another, and what of it was withheld (D02 and D03 in one
-- journal): credits are interest, debits what was kept of it; the other way round where one is taken back.
CREATE OR REPLACE FUNCTION books.account_credits(p_account uuid, p_after bigint, p_through bigint)
RETURNS TABLE (business_date date, interest_minor bigint, withheld_minor bigint) LANGUAGE sql STABLE AS $$
  SELECT e.business_date,
    CASE WHEN (e.amount_minor < 0) = (j.type <> 'REVERSAL') THEN -e.amount_minor ELSE 0 END,
    CASE WHEN (e.amount_minor > 0) = (j.type <> 'REVERSAL') THEN e.amount_minor ELSE 0 END
  FROM books.entry e
  JOIN books.journal j ON j.sequence = e.journal_sequence
  LEFT JOIN books.journal original ON original.id = j.reverses_id
  WHERE e.account_id = p_account AND e.stripe = 0 AND e.account_version > p_after AND e.account_version <= p_through
    AND coalesce(original.template, j.template) = 'D02'
$$;
