-- What each ledger account says over a span of dates within a year, debits positive, from movements alone: its balance at the end
-- of the year before and before the span, what the span moved, and the sum of its balances at the close of every calendar
-- day of it. An amount counts on each day from its own to the last, so that sum needs no row per day. Nominal accounts begin
-- the year with nothing: what an earlier year left in them belongs to retained earnings. Journals that close the year of the
-- span are left out, so it still shows its income.
CREATE OR REPLACE FUNCTION books.report_ledger(p_from date, p_to date)
RETURNS TABLE (
  code text, december_minor numeric, opening_minor numeric, debit_minor numeric, credit_minor numeric, daily_minor numeric
) LANGUAGE sql STABLE AS $$
  WITH year AS (
    SELECT date_trunc('year', p_to::timestamp)::date AS first_day
  )
  SELECT
    CASE
      WHEN l.class IN ('Income', 'Expense') AND m.business_date < year.first_day THEN '3040'
      ELSE m.ledger_account
    END,
    coalesce(sum(m.debit_minor - m.credit_minor) FILTER (WHERE m.business_date < year.first_day), 0),
    coalesce(sum(m.debit_minor - m.credit_minor) FILTER (WHERE m.business_date < p_from), 0),
    coalesce(sum(m.debit_minor) FILTER (WHERE m.business_date >= p_from), 0),
    coalesce(sum(m.credit_minor) FILTER (WHERE m.business_date >= p_from), 0),
    sum((m.debit_minor - m.credit_minor) * (p_to - greatest(m.business_date, p_from) + 1))
  FROM books.ledger_movements('-infinity', p_to) m
  JOIN books.ledger_account l ON l.code = m.ledger_account
  CROSS JOIN year
  WHERE m.currency = 'USD' AND NOT (m.closing AND m.business_date >= year.first_day)
  GROUP BY 1
$$;
