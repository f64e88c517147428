-- What journals other than reversals took out of a strict account since a business date, and how many they were. Starts where the
-- account stood before that date, so it reads the entries of the window alone.
CREATE OR REPLACE FUNCTION books.left_since(p_account uuid, p_since date)
RETURNS TABLE (out_minor numeric, journals bigint) LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(taken.out_minor), 0), count(*)
  FROM (
    SELECT -sum(b.side * e.amount_minor) AS out_minor
    FROM books.balance b
    JOIN books.entry e ON e.account_id = b.account_id AND e.stripe = b.stripe
    JOIN books.journal j ON j.sequence = e.journal_sequence AND j.type <> 'REVERSAL'
    WHERE b.account_id = p_account AND b.stripe = 0 AND e.account_version > coalesce((
      SELECT m.version FROM books.account_movement m
      WHERE m.account_id = p_account AND m.stripe = 0 AND m.business_date < p_since
      ORDER BY m.business_date DESC LIMIT 1), 0)
    GROUP BY e.journal_sequence HAVING sum(b.side * e.amount_minor) < 0
  ) taken
$$;
