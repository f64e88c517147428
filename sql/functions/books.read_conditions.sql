-- What journals ask of accounts before they may be posted, typed: a balance at least so high, or a version unchanged.
CREATE OR REPLACE FUNCTION books.read_conditions(p_batch jsonb)
RETURNS books.condition_draft[] LANGUAGE plpgsql AS $$
DECLARE
  v_conditions books.condition_draft[];
  v_bad integer;
BEGIN
  SELECT
    array_agg(ROW(
      ord, coalesce((condition ->> 'account')::uuid, books.house_account_id(condition ->> 'gl')),
      (condition ->> 'minBalanceMinor')::bigint, (condition ->> 'version')::bigint
    )::books.condition_draft ORDER BY ord, place),
    min(ord) FILTER (WHERE (
      (condition ->> 'account' IS NULL) <> (condition ->> 'gl' IS NULL)
      AND coalesce(condition ->> 'gl' ~ '^[0-9]{4}$', true)
      AND (condition ->> 'minBalanceMinor' IS NULL) <> (condition ->> 'version' IS NULL)
    ) IS NOT TRUE)
  INTO v_conditions, v_bad
  FROM jsonb_array_elements(p_batch -> 'journals') WITH ORDINALITY AS journals (journal, ord)
  CROSS JOIN LATERAL jsonb_array_elements(nullif(journal -> 'conditions', 'null'::jsonb)) WITH ORDINALITY AS conditions (condition, place);

  IF v_bad IS NOT NULL THEN
    PERFORM books.refuse('LB012', format('A condition of journal %s of the batch needs an account or a gl code, and either '
      'minBalanceMinor or version.', v_bad - 1), jsonb_build_object('journal', v_bad - 1));
  END IF;
  RETURN coalesce(v_conditions, '{}');
EXCEPTION
  WHEN data_exception THEN
    PERFORM books.refuse('LB012', format('The conditions of the batch can''t be read: %s.', SQLERRM));
END $$;
