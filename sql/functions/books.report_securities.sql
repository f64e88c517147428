-- Sums over the calendar days of a span of the securities on 1205 and 1225 that are no mortgage-backed ones, as their journals
-- say (security: agency, or other); a reversal as its original.
CREATE OR REPLACE FUNCTION books.report_securities(p_from date, p_to date)
RETURNS TABLE (basis text, name text, minor numeric) LANGUAGE sql STABLE AS $$
  SELECT 'average', (coalesce(j.metadata, o.metadata) ->> 'security') || '-securities',
    sum(e.amount_minor::numeric * (p_to - greatest(coalesce(j.adjusts_on, j.business_date), p_from) + 1))
  FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence
  LEFT JOIN books.journal o ON o.id = j.reverses_id
  WHERE e.account_id IN (books.house_account_id('1205'), books.house_account_id('1225'))
    AND coalesce(j.adjusts_on, j.business_date) <= p_to
    AND coalesce(j.metadata, o.metadata) ->> 'security' IN ('agency', 'other')
  GROUP BY 2
$$;
