-- The scheduled journals that are due and not posted yet, in their order, as books.post_day_journals takes them. What is due
-- on days without business at a month's end is posted on the day before them, so that it counts in its month.
CREATE OR REPLACE FUNCTION books.due_schedule(p_date date)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(s.journal || jsonb_build_object('scope', 'schedule', 'key', s.key) ORDER BY s.due_on, s.key), '[]')
  FROM books.scheduled_journal s
  WHERE s.due_on <= books.accrual_through(p_date) AND NOT EXISTS (SELECT FROM books.journal j WHERE j.scope = 'schedule' AND j.key = s.key)
$$;
