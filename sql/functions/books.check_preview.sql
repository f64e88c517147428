-- A request that shows the token of a preview does exactly what was shown, or nothing. Replays have been posted before.
CREATE OR REPLACE FUNCTION books.check_preview(p_batch jsonb, p_answer jsonb)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT jsonb_path_exists(p_answer, '$.results[*] ? (@.outcome == "replayed")')
    AND books.effect_token(p_batch, p_answer) <> p_batch ->> 'preview'
  THEN
    PERFORM books.refuse('LB018', 'The books have moved since this was shown. Look at it again, then confirm.');
  END IF;
END $$;
