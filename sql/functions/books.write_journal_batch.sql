-- Writes down a batch and what became of each of its journals. A rival with the same key waits here and is told.
CREATE OR REPLACE FUNCTION books.write_journal_batch(p jsonb, p_refused jsonb, p_today date)
RETURNS books.journal_batch LANGUAGE plpgsql AS $$
DECLARE
  v_items integer := jsonb_array_length(p -> 'journals');
  v_batch books.journal_batch;
BEGIN
  INSERT INTO books.journal_batch (
    id, scope, key, request_hash, mode, actor, items, posted, refused, business_date, recorded_at
  )
  VALUES (
    (p ->> 'id')::uuid, p ->> 'scope', p ->> 'key', p ->> 'requestHash', p ->> 'mode', p ->> 'actor', v_items,
    v_items - jsonb_array_length(p_refused), jsonb_array_length(p_refused), p_today,
    date_trunc('milliseconds', clock_timestamp())
  )
  ON CONFLICT DO NOTHING RETURNING * INTO v_batch;
  IF v_batch.id IS NULL THEN
    PERFORM books.refuse('LB008', 'Something else was posted under this key or id already; nothing was posted now.',
      jsonb_build_object('key', p ->> 'key'));
  END IF;
  INSERT INTO books.journal_batch_item (batch_id, ord, journal_sequence, sql_state, message, detail)
  SELECT v_batch.id, place, j.sequence, refused.state, refused.message, refused.detail
  FROM generate_series(0, v_items - 1) place
  LEFT JOIN books.journal j ON j.scope = 'batch:' || v_batch.id AND j.key = place::text
  LEFT JOIN (
    SELECT (r ->> 'ord')::integer AS ord, r ->> 'sqlState' AS state, r ->> 'message' AS message, r -> 'detail' AS detail
    FROM jsonb_array_elements(p_refused) r
  ) refused ON refused.ord = place;
  RETURN v_batch;
END $$;
