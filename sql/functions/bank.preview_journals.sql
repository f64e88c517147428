-- Posts and takes it back: the answer is what posting would do, because it is what posting did.
CREATE OR REPLACE FUNCTION bank.preview_journals(p_batch jsonb)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_answer jsonb;
BEGIN
  -- Not LB000: a code that ends in three zeros stands for its whole class, every refusal of the books.
  BEGIN
    v_answer := bank.post_journals(CASE jsonb_typeof(p_batch) WHEN 'object' THEN p_batch - 'preview' ELSE p_batch END)::jsonb;
    RAISE EXCEPTION 'undone' USING ERRCODE = 'LB0UN';
  EXCEPTION
    WHEN SQLSTATE 'LB0UN' THEN
      NULL;
  END;
  RETURN jsonb_build_object(
    'token', books.effect_token(p_batch, v_answer),
    'results', (
      SELECT jsonb_agg(CASE done ->> 'outcome' WHEN 'posted' THEN done || '{"outcome": "previewed"}' ELSE done END ORDER BY place)
      FROM jsonb_array_elements(v_answer -> 'results') WITH ORDINALITY results (done, place)));
END $$;
COMMENT ON FUNCTION bank.preview_journals IS
  'Takes what bank.post_journals takes and answers what it would, with a token: the same batch with "preview": token does '
  'exactly this or is refused (LB018). Nothing is kept.';
GRANT EXECUTE ON FUNCTION bank.preview_journals TO bank_app, bank_operator;
