-- The journals of a batch with the keys it gives them: its own scope and their place, which nobody else ever uses; and with
-- the purpose that says how much of it one person may post alone, if that is bounded.
CREATE OR REPLACE FUNCTION books.batch_items(p jsonb)
RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_agg(CASE jsonb_typeof(journal) WHEN 'object' THEN jsonb_build_object('actor', p ->> 'actor') || journal ELSE '{}'::jsonb END
    || jsonb_build_object('scope', left('batch:' || (p ->> 'id'), 200), 'key', (place - 1)::text, 'requestHash', 'batch')
    || CASE WHEN p ->> 'scope' LIKE '%:journalBatch' THEN '{"purpose": "manual"}'
      WHEN p ->> 'scope' LIKE 'import:%' THEN '{"purpose": "import"}' ELSE '{}' END::jsonb
    ORDER BY place)
  FROM jsonb_array_elements(p -> 'journals') WITH ORDINALITY journals (journal, place)
$$;
