-- The journals of a batch, typed. Refuses what can't be read; says which journal it is, counted from 0.
CREATE OR REPLACE FUNCTION books.read_journals(p_batch jsonb)
RETURNS books.journal_draft[] LANGUAGE plpgsql AS $$
DECLARE
  v_journals books.journal_draft[];
  v_bad integer;
  v_metadata integer;
BEGIN
  SELECT
    array_agg(ROW(
      ord, (body ->> 'id')::uuid, body ->> 'scope', body ->> 'key', body ->> 'requestHash', (body ->> 'type')::books.journal_type,
      body ->> 'template', body ->> 'description', coalesce(body ->> 'reference', ''), (body ->> 'occurredAt')::timestamptz,
      (body ->> 'valueDate')::date, (body ->> 'businessDate')::date, body ->> 'actor', (body ->> 'reversesId')::uuid,
      nullif(nullif(body -> 'metadata', '{}'::jsonb), 'null'::jsonb), (body ->> 'adjustsOn')::date
    )::books.journal_draft ORDER BY ord),
    min(ord) FILTER (WHERE books.is_readable(body) IS NOT TRUE),
    min(ord) FILTER (WHERE body ? 'metadata' AND books.is_metadata(body -> 'metadata') IS NOT TRUE)
  INTO v_journals, v_bad, v_metadata
  FROM jsonb_array_elements(p_batch -> 'journals') WITH ORDINALITY AS journal (body, ord);

  IF v_journals IS NULL OR cardinality(v_journals) > 10000 THEN
    PERFORM books.refuse('LB012', 'A batch has 1 to 10,000 journals.');
  ELSIF v_bad IS NOT NULL THEN
    PERFORM books.refuse('LB012', format('Journal %s of the batch can''t be read: a field is missing, too long or not '
      'of its kind.', v_bad - 1), jsonb_build_object('journal', v_bad - 1));
  ELSIF v_metadata IS NOT NULL THEN
    PERFORM books.refuse('LB022', format('The metadata of journal %s of the batch must be up to 50 names of 1 to 40 '
      'characters, each with a text of up to 500.', v_metadata - 1), jsonb_build_object('journal', v_metadata - 1));
  END IF;
  RETURN v_journals;
EXCEPTION
  -- Malformed JSON shapes, ids, dates and times.
  WHEN data_exception THEN
    PERFORM books.refuse('LB012', format('The batch can''t be read: %s.', SQLERRM));
END $$;
