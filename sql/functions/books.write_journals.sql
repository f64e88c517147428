-- Sequences are drawn here, in the order of the batch and after the balances were locked: on each account their order is
-- the order of versions. The rows are written in the order of their keys, so that two batches can't wait for each other's.
-- What a unique index turns away (a rival reversed the same journal, a key or an id was used before) ends the statement.
-- Answers the sequence of each place in the batch.
CREATE OR REPLACE FUNCTION books.write_journals(p_journals books.journal_draft[], p_dates date[], p_today date)
RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_sequences bigint[] := ARRAY(SELECT nextval('books.journal_sequence_seq') FROM generate_series(1, cardinality(p_dates)));
BEGIN
  INSERT INTO books.journal (
    sequence, id, type, template, description, reference, business_date, value_date, occurred_at, recorded_at, actor,
    reverses_id, scope, key, request_hash, metadata, adjusts_on
  )
  OVERRIDING SYSTEM VALUE
  SELECT
    v_sequences[draft.ord], draft.id, draft.type, draft.template, draft.description, draft.reference, p_today,
    p_dates[draft.ord], coalesce(draft.occurred_at, v_now), v_now, draft.actor, draft.reverses_id, draft.scope, draft.key,
    draft.request_hash, draft.metadata, draft.adjusts_on
  FROM unnest(p_journals) draft
  ORDER BY draft.scope, draft.key;
  RETURN v_sequences;
END $$;
