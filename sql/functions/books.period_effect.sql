-- The lines a change would post: those that close a year, or the mirror of the journal that did. Empty for a month.
CREATE OR REPLACE FUNCTION books.period_effect(p_action text, p_month date)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('gl', ledger_account, 'minor', amount_minor::text, 'currency', 'USD') ORDER BY line_no), '[]')
  FROM (
    SELECT line_no, ledger_account, amount_minor
    FROM books.closing_entries(date_trunc('year', p_month::timestamp)::date, books.month_end(p_month)) WHERE p_action = 'close-year'
    UNION ALL
    SELECT e.line_no, e.ledger_account, -e.amount_minor
    FROM books.closing_journal(extract(year FROM p_month)::integer) j JOIN books.entry e ON e.journal_sequence = j.sequence
    WHERE p_action = 'reopen-year'
  ) line
$$;
