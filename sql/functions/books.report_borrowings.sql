-- Advances and other borrowings at the close of a date by what is left until the date that their journals name (maturesOn);
-- repayments name it too, and a reversal what its original names. What names none is due within the year, which is what remains of the ledger account.
CREATE OR REPLACE FUNCTION books.report_borrowings(p_to date)
RETURNS TABLE (basis text, name text, minor numeric) LANGUAGE sql STABLE AS $$
  WITH owed AS (
    SELECT e.ledger_account, (coalesce(j.metadata, o.metadata) ->> 'maturesOn')::date AS matures_on, -e.amount_minor AS minor
    FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence
    LEFT JOIN books.journal o ON o.id = j.reverses_id
    WHERE e.account_id IN (books.house_account_id('2200'), books.house_account_id('2210'))
      AND coalesce(j.adjusts_on, j.business_date) <= p_to
      AND pg_input_is_valid(coalesce(j.metadata, o.metadata) ->> 'maturesOn', 'date')
  )
  SELECT 'balance', format('%s-%s', CASE ledger_account WHEN '2200' THEN 'advances' ELSE 'borrowings' END, CASE
      WHEN matures_on <= p_to + interval '3 years' THEN '1-to-3-years'
      WHEN matures_on <= p_to + interval '5 years' THEN '3-to-5-years'
      ELSE 'over-5-years'
    END), sum(minor)
  FROM owed WHERE matures_on > p_to + interval '1 year' GROUP BY 2
$$;
