-- A request that shows the token of a preview does exactly what was shown, or nothing. One that was posted as a whole
-- before is a replay; one that was posted in part is not what was shown.
CREATE OR REPLACE FUNCTION books.check_preview(p_batch jsonb, p_answer jsonb)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF jsonb_path_exists(p_answer, '$.results[*] ? (@.outcome == "posted")')
    AND (jsonb_path_exists(p_answer, '$.results[*] ? (@.outcome == "replayed")')
      OR books.effect_token(p_batch, p_answer) <> p_batch ->> 'preview')
  THEN
    PERFORM books.refuse('LB018', 'The books have moved since this was shown. Look at it again, then confirm.');
  END IF;
END $$;
