-- Entries of what deposits were credited, what was withheld of it, and what early withdrawals forfeited, in a span of dates: on
-- both sides, deposits and the accounts they were posted against. Told by what a journal was posted on, so that any journal of
-- interest counts, imported or by hand: it moved interest owed or its expense, or the tax withheld. In a journal of both, what went
-- to the deposit is interest and what left it is tax; the other way round where interest was taken back, by a reversal or by hand.
-- A penalty is told by its rule (D06). A reversal takes back what its original was, on the day it is booked. A journal that adjusts counts on the day it adjusts, so candidates are read from the first
-- day of the span on. What else moved these accounts, such as accruals, is told as 'elsewhere'.
CREATE OR REPLACE FUNCTION books.interest_entries(p_from date, p_to date, p_customer uuid DEFAULT NULL)
RETURNS TABLE (account_id uuid, ledger_account text, is_deposit boolean, what text, amount_minor bigint) LANGUAGE sql STABLE AS $$
  WITH candidate AS (
    SELECT e.journal_sequence
    FROM books.entry e
    WHERE p_customer IS NULL AND e.business_date >= p_from
      AND e.account_id IN (SELECT books.house_account_id(code) FROM unnest('{2300,2360,5010,5020,5030,5035,6080}'::text[]) code)
    UNION
    SELECT e.journal_sequence
    FROM books.account a JOIN books.entry e ON e.account_id = a.id
    WHERE a.customer_id = p_customer AND a.ledger_account BETWEEN '2010' AND '2090' AND e.business_date >= p_from
  ), kind AS (
    SELECT j.sequence, sign(owed) AS sign,
      coalesce(target.template, j.template) = 'D06' AND codes && '{5030,5035,6080}' AS is_penalty,
      codes && '{2300,5010,5020,5030,5035}' AS has_interest, '2360' = ANY (codes) AS has_tax, has_deposit
    FROM candidate c
    JOIN books.journal j ON j.sequence = c.journal_sequence
    LEFT JOIN books.journal target ON target.id = j.reverses_id
    CROSS JOIN LATERAL (
      SELECT array_agg(o.ledger_account) AS codes,
        coalesce(sum(o.amount_minor) FILTER (WHERE o.ledger_account IN ('2300', '5010', '5020', '5030', '5035')), 0) AS owed,
        bool_or(o.ledger_account BETWEEN '2010' AND '2090') AS has_deposit
      FROM books.entry o WHERE o.journal_sequence = j.sequence
    ) others
    WHERE coalesce(j.adjusts_on, j.business_date) BETWEEN p_from AND p_to AND NOT books.is_closing(j)
  )
  SELECT e.account_id, e.ledger_account, side.is_deposit,
    CASE
      WHEN NOT k.has_deposit THEN 'elsewhere'
      WHEN k.is_penalty AND (side.is_deposit OR e.ledger_account IN ('5030', '5035', '6080')) THEN 'penalty'
      WHEN side.is_deposit AND k.has_interest AND (NOT k.has_tax OR e.amount_minor * k.sign < 0) THEN 'interest'
      WHEN side.is_deposit AND k.has_tax THEN 'withheld'
      WHEN e.ledger_account = '2360' THEN 'withheld'
      WHEN e.ledger_account IN ('2300', '5010', '5020', '5030', '5035') THEN 'interest'
      ELSE 'elsewhere'
    END, e.amount_minor
  FROM kind k
  JOIN books.entry e ON e.journal_sequence = k.sequence
  CROSS JOIN LATERAL (SELECT e.ledger_account BETWEEN '2010' AND '2090' AS is_deposit) side
  WHERE e.currency = 'USD' AND (side.is_deposit OR e.ledger_account IN ('2300', '2360', '5010', '5020', '5030', '5035', '6080'))
$$;
