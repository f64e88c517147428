-- What is kept of a scheduled journal.
CREATE OR REPLACE FUNCTION books.scheduled_text(p_journal jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('template', p_journal -> 'template', 'description', p_journal -> 'description',
    'reference', coalesce(p_journal -> 'reference', '""'), 'entries', p_journal -> 'entries')
$$;
