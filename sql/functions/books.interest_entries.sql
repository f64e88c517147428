-- Shares of interest, tax and penalties (books.interest_shares) that were booked in a span of dates, or count there on a form. A journal
-- counts when it is booked, or on the day it adjusts. A reversal takes back what its original was, share by share, and counts where
-- the original does: that is how a credit that was wrong leaves the form it stands on. So what was reversed later is found from
-- the original, by its id. What is no share counts on the day it is booked. Each comes with the sequence
-- and the day of the journal that booked it, and with the id of that journal if it is an unclear one that stands.
CREATE OR REPLACE FUNCTION books.interest_entries(p_from date, p_to date, p_customer uuid DEFAULT NULL)
RETURNS TABLE (
  account_id uuid, ledger_account text, currency text, is_deposit boolean, what text, amount_minor bigint, booked_on date, counts_on date,
  booked_by bigint, recorded_on date, unclear_journal uuid
) LANGUAGE sql STABLE AS $$
  WITH candidate AS (
    SELECT e.journal_sequence
    FROM books.entry e
    WHERE p_customer IS NULL AND e.business_date BETWEEN p_from AND p_to
      AND e.account_id IN (SELECT books.house_account_id(code) FROM unnest('{2300,2360,5010,5020,5030,5035,6080}'::text[]) code)
    UNION
    SELECT j.sequence FROM books.journal j WHERE p_customer IS NULL AND j.adjusts_on BETWEEN p_from AND p_to
    UNION
    SELECT e.journal_sequence
    FROM books.account a JOIN books.entry e ON e.account_id = a.id
    WHERE a.customer_id = p_customer AND a.ledger_account BETWEEN '2010' AND '2090' AND e.business_date BETWEEN p_from AND p_to
      AND EXISTS (
        SELECT FROM books.entry o
        WHERE o.journal_sequence = e.journal_sequence AND o.ledger_account IN ('2300', '2360', '5010', '5020', '5030', '5035', '6080'))
  ), original AS (
    SELECT coalesce(o.sequence, j.sequence) AS sequence
    FROM candidate c JOIN books.journal j ON j.sequence = c.journal_sequence
    LEFT JOIN books.journal o ON o.id = j.reverses_id
    GROUP BY 1
  ), booking AS (
    SELECT j.sequence, booked.sign, booked.day AS booked_on, coalesce(j.adjusts_on, j.business_date) AS counts_on,
      booked.journal AS booked_by, booked.recorded_on, CASE WHEN r.id IS NULL THEN j.id END AS standing
    FROM original o JOIN books.journal j USING (sequence)
    LEFT JOIN books.journal r ON r.reverses_id = j.id
    CROSS JOIN LATERAL (
      VALUES (1, coalesce(j.adjusts_on, j.business_date), j.sequence, j.business_date),
        (-1, coalesce(r.adjusts_on, r.business_date), r.sequence, r.business_date)
    ) booked (sign, day, journal, recorded_on)
    WHERE j.type <> 'CLOSING' AND (booked.day BETWEEN p_from AND p_to
      OR booked.day IS NOT NULL AND coalesce(j.adjusts_on, j.business_date) BETWEEN p_from AND p_to)
  )
  SELECT s.account_id, s.ledger_account, s.currency, s.is_deposit, s.what, b.sign * s.amount_minor, b.booked_on, counted.day,
    b.booked_by, b.recorded_on, CASE WHEN s.unclear THEN b.standing END
  FROM books.interest_shares((SELECT array_agg(DISTINCT b.sequence) FROM booking b)) s
  JOIN booking b ON b.sequence = s.journal_sequence
  CROSS JOIN LATERAL (SELECT CASE s.what WHEN 'elsewhere' THEN b.booked_on ELSE b.counts_on END AS day) counted
  WHERE b.booked_on BETWEEN p_from AND p_to OR counted.day BETWEEN p_from AND p_to
$$;
