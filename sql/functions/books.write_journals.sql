-- Sequences are taken here, after the balances were locked: on each account their order is the order of versions.
-- What a unique index turns away (a rival reversed the same journal, an id was used before) is refused by name.
CREATE OR REPLACE FUNCTION books.write_journals(p_journals books.journal_draft[], p_today date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_written integer;
  v_reversed uuid;
BEGIN
  INSERT INTO books.journal (
    id, type, template, description, reference, business_date, value_date, occurred_at, recorded_at, actor, reverses_id
  )
  SELECT
    draft.id, draft.type, draft.template, draft.description, draft.reference, p_today,
    -- A reversal undoes interest too, so it takes the value date of what it reverses.
    coalesce(draft.value_date, target.value_date, p_today),
    coalesce(draft.occurred_at, v_now), v_now, draft.actor, draft.reverses_id
  FROM unnest(p_journals) draft LEFT JOIN books.journal target ON target.id = draft.reverses_id
  ORDER BY draft.ord
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v_written = ROW_COUNT;
  IF v_written = cardinality(p_journals) THEN
    RETURN;
  END IF;

  SELECT draft.reverses_id INTO v_reversed
  FROM unnest(p_journals) draft JOIN books.journal j ON j.reverses_id = draft.reverses_id AND j.id <> draft.id
  LIMIT 1;
  IF FOUND THEN
    PERFORM books.refuse_reversal(v_reversed, 'is reversed already');
  END IF;
  PERFORM books.refuse('LB012', 'A journal id was used before.');
END $$;
