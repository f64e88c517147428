-- Whether the ledger accounts take what is scheduled is looked at when it is posted, as it would be then by anybody.
CREATE OR REPLACE FUNCTION bank.schedule_journals(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_wrong text;
  v_count integer;
BEGIN
  SELECT coalesce(j ->> 'key', 'without a key') INTO v_wrong
  FROM jsonb_array_elements(p -> 'journals') j
  WHERE (length(j ->> 'key') BETWEEN 1 AND 200 AND pg_input_is_valid(j ->> 'dueOn', 'date') AND length(p ->> 'actor') BETWEEN 1 AND 200
    AND (j ->> 'dueOn')::date > v_today AND jsonb_array_length(j -> 'entries') >= 2
    AND NOT jsonb_path_exists(j, '$.entries[*] ? (!exists (@.gl))')
    AND NOT j ? 'metadata' AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(j -> 'entries') e GROUP BY e ->> 'currency' HAVING sum((e ->> 'minor')::numeric) <> 0)) IS NOT TRUE
  LIMIT 1;
  IF FOUND THEN
    PERFORM books.refuse('LB012', format('The journal %s can''t be scheduled: it needs a key, a day after %s and entries over ledger '
      'accounts that balance in each currency, and carries no metadata.', v_wrong, v_today));
  END IF;
  SELECT s.key INTO v_wrong
  FROM jsonb_array_elements(p -> 'journals') j JOIN books.scheduled_journal s ON s.key = j ->> 'key'
  WHERE (s.due_on, s.journal) IS DISTINCT FROM ((j ->> 'dueOn')::date, books.scheduled_text(j)) LIMIT 1;
  IF FOUND THEN
    PERFORM books.refuse('LB008', format('The key %s stands for another scheduled journal.', v_wrong));
  END IF;
  INSERT INTO books.scheduled_journal (key, due_on, journal, scheduled_on, actor)
  SELECT j ->> 'key', (j ->> 'dueOn')::date, books.scheduled_text(j), v_today, p ->> 'actor'
  FROM jsonb_array_elements(p -> 'journals') j
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN jsonb_build_object('scheduled', v_count);
EXCEPTION
  WHEN data_exception THEN
    PERFORM books.refuse('LB012', format('The journals can''t be read: %s.', SQLERRM));
END $$;
COMMENT ON FUNCTION bank.schedule_journals IS
  'Takes actor and journals [{key, dueOn (after today), template, description, reference?, entries [{gl, minor, currency}]}] of the '
  'bank''s own accounts, posted at the end of their day; answers how many were new. A known key changes nothing, with another journal behind it it is refused (LB008).';
GRANT EXECUTE ON FUNCTION bank.schedule_journals TO bank_operator;
