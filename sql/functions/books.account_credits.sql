-- Interest credited to a deposit among its entries after one version up to another, and what of it was withheld: the shares of
-- books.interest_shares. Unlike on a form, each counts on the day it was booked, because that is where a statement has it; a
-- reversal takes back the shares of its original.
CREATE OR REPLACE FUNCTION books.account_credits(p_account uuid, p_after bigint, p_through bigint)
RETURNS TABLE (business_date date, interest_minor bigint, withheld_minor bigint) LANGUAGE sql STABLE AS $$
  WITH booking AS (
    SELECT DISTINCT coalesce(o.sequence, j.sequence) AS sequence, CASE WHEN o.sequence IS NULL THEN 1 ELSE -1 END AS sign, e.business_date
    FROM books.entry e
    JOIN books.journal j ON j.sequence = e.journal_sequence
    LEFT JOIN books.journal o ON o.id = j.reverses_id
    WHERE e.account_id = p_account AND e.stripe = 0 AND e.account_version > p_after AND e.account_version <= p_through
      AND EXISTS (
        SELECT FROM books.entry i
        WHERE i.journal_sequence = e.journal_sequence AND i.ledger_account IN ('2300', '2360', '5010', '5020', '5030', '5035'))
  )
  SELECT b.business_date, CASE s.what WHEN 'interest' THEN -b.sign * s.amount_minor ELSE 0 END,
    CASE s.what WHEN 'withheld' THEN b.sign * s.amount_minor ELSE 0 END
  FROM books.interest_shares((SELECT array_agg(DISTINCT b.sequence) FROM booking b)) s
  JOIN booking b ON b.sequence = s.journal_sequence
  WHERE s.account_id = p_account AND s.what IN ('interest', 'withheld')
$$;
