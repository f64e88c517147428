-- True for the everyday journal: two entries that cancel each other, on two accounts, dated today, correcting nothing.
-- Everything is looked at before it is cast, so that what can't be read is left to those who can say why.
-- Stable, as a part of it is: declared immutable it would be called, not folded into the caller, at ten times the cost.
CREATE OR REPLACE FUNCTION books.is_pair(p_journal jsonb)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN jsonb_typeof(p_journal -> 'entries') = 'array' THEN
    jsonb_array_length(p_journal -> 'entries') = 2
    AND NOT p_journal ?| '{occurredAt,valueDate,businessDate,reversesId}'
    AND pg_input_is_valid(p_journal ->> 'id', 'uuid')
    AND books.is_readable(p_journal)
    AND books.is_pair_entry(p_journal #> '{entries,0}')
    AND books.is_pair_entry(p_journal #> '{entries,1}')
    AND p_journal #>> '{entries,0,currency}' = p_journal #>> '{entries,1,currency}'
    -- One of the two texts is the other with a minus.
    AND ltrim(p_journal #>> '{entries,0,minor}', '-') = ltrim(p_journal #>> '{entries,1,minor}', '-')
    AND p_journal #>> '{entries,0,minor}' <> p_journal #>> '{entries,1,minor}'
    AND coalesce(p_journal #>> '{entries,0,account}', p_journal #>> '{entries,0,gl}')
      <> coalesce(p_journal #>> '{entries,1,account}', p_journal #>> '{entries,1,gl}')
  END
$$;
