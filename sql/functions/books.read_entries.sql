-- The entries of a batch, typed, each with its account found: given by id, or by `gl` code for the bank's own.
CREATE OR REPLACE FUNCTION books.read_entries(p_batch jsonb)
RETURNS books.entry_draft[] LANGUAGE plpgsql AS $$
DECLARE
  c_max_minor CONSTANT bigint := 99999999999999;
  v_entries books.entry_draft[];
  v_bad integer;
  v_too_large integer;
BEGIN
  SELECT
    array_agg(ROW(
      ord, line_no,
      coalesce((entry ->> 'account')::uuid, books.house_account_id(entry ->> 'gl')),
      entry ->> 'currency', (entry ->> 'minor')::bigint
    )::books.entry_draft ORDER BY ord, line_no),
    min(ord) FILTER (WHERE (
      (entry ->> 'account' IS NULL) <> (entry ->> 'gl' IS NULL)
      AND coalesce(entry ->> 'gl' ~ '^[0-9]{4}$', true)
      AND entry ->> 'currency' ~ '^[A-Z]{3}$'
      AND entry ->> 'minor' ~ '^-?[0-9]+$'
    ) IS NOT TRUE),
    min(ord) FILTER (WHERE abs((entry ->> 'minor')::bigint) > c_max_minor)
  INTO v_entries, v_bad, v_too_large
  FROM jsonb_array_elements(p_batch -> 'journals') WITH ORDINALITY AS journals (journal, ord)
  CROSS JOIN LATERAL jsonb_array_elements(journal -> 'entries') WITH ORDINALITY AS entries (entry, line_no);

  IF v_bad IS NOT NULL THEN
    PERFORM books.refuse('LB012', format('An entry of journal %s of the batch needs an account or a gl code, a currency '
      'and whole minor units.', v_bad - 1), jsonb_build_object('journal', v_bad - 1));
  ELSIF v_too_large IS NOT NULL THEN
    PERFORM books.refuse('LB014', format('An amount of journal %s of the batch is above %s.',
      v_too_large - 1, books.money_text(c_max_minor, 'units')), jsonb_build_object('journal', v_too_large - 1, 'maxMinor', c_max_minor::text));
  END IF;
  RETURN coalesce(v_entries, '{}');
EXCEPTION
  WHEN numeric_value_out_of_range THEN
    PERFORM books.refuse('LB014', format('An amount is above %s.', books.money_text(c_max_minor, 'units')),
      jsonb_build_object('maxMinor', c_max_minor::text));
  WHEN data_exception THEN
    PERFORM books.refuse('LB012', format('The entries of the batch can''t be read: %s.', SQLERRM));
END $$;
