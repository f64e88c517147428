-- Posts the journal that closes a year, or takes the closing back, at the year's last business date. A year without income
-- and expense is closed by nothing at all, which is refused: there is no journal to stand for it.
CREATE OR REPLACE FUNCTION books.post_year_change(p_change books.period_change, p_actor text)
RETURNS uuid LANGUAGE plpgsql
SET enable_seqscan = false AS $$
DECLARE
  v_year integer := extract(year FROM p_change.month);
  v_closing books.journal := books.closing_journal(extract(year FROM p_change.month)::integer);
  v_reopens boolean := p_change.action = 'reopen-year';
  v_id uuid := books.uuid_v7();
BEGIN
  IF jsonb_array_length(p_change.effect) = 0 THEN
    PERFORM books.refuse('LB027', format('There is nothing to close in %s: no income and no expense.', v_year));
  END IF;
  PERFORM books.post_batch(jsonb_build_object('journals', jsonb_build_array(jsonb_build_object(
    'id', v_id, 'scope', 'close', 'key', format('%s/%s', p_change.action, p_change.id), 'requestHash', p_change.sha256,
    'type', CASE WHEN v_reopens THEN 'REVERSAL' ELSE 'CLOSING' END, 'template', CASE WHEN v_reopens THEN 'P21' ELSE 'CLOSE' END,
    'description', format(CASE WHEN v_reopens THEN 'Closing of %s taken back' ELSE 'Closing of %s' END, v_year),
    'reference', v_year::text, 'actor', p_actor, 'entries', p_change.effect, 'reversesId', v_closing.id,
    'adjustsOn', coalesce(v_closing.adjusts_on, v_closing.business_date, books.last_day_of_month(p_change.month))))), false);
  RETURN v_id;
END $$;
