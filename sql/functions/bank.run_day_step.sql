-- One step of the end of a day; it waits for another one as long as that takes. A step that was done answers what it did
-- then; two who come at once do it once. Jobs post under natural keys besides, so that even a step that ran without leaving
-- its row would change nothing the second time.
CREATE OR REPLACE FUNCTION bank.run_day_step(p_date date, p_step text)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = 0 AS $$
DECLARE
  c_steps CONSTANT text[] := books.day_steps();
  v_position integer := array_position(c_steps, p_step);
  v_started timestamptz := clock_timestamp();
  v_today date;
  v_missing text;
  v_result jsonb;
BEGIN
  IF v_position IS NULL OR p_date IS NULL THEN
    PERFORM books.refuse('LB012', format('The end of a day has no step %s.', coalesce(p_step, 'without a name')));
  END IF;
  PERFORM pg_advisory_xact_lock(books.day_lock());
  SELECT result INTO v_result FROM books.day_step WHERE business_date = p_date AND step = p_step;
  IF FOUND THEN
    RETURN jsonb_build_object('outcome', 'replayed', 'result', v_result);
  END IF;
  SELECT business_date INTO v_today FROM books.business_date;
  IF p_date IS DISTINCT FROM v_today THEN
    PERFORM books.refuse('LB013', format('The business date is %s; only that day can be ended, not %s.',
      coalesce(v_today::text, 'not set'), p_date), jsonb_build_object('businessDate', v_today, 'asked', p_date));
  END IF;
  SELECT earlier INTO v_missing FROM unnest(c_steps[:v_position - 1]) WITH ORDINALITY AS step (earlier, place)
  WHERE NOT EXISTS (SELECT FROM books.day_step d WHERE d.business_date = p_date AND d.step = earlier) ORDER BY place LIMIT 1;
  IF v_missing IS NOT NULL THEN
    PERFORM books.refuse('LB013', format('The step %s of %s comes before %s and is not done yet.', v_missing, p_date, p_step),
      jsonb_build_object('businessDate', v_today, 'missing', v_missing));
  END IF;
  EXECUTE format('SELECT books.day_%s($1)', p_step) INTO v_result USING p_date;
  INSERT INTO books.day_step (business_date, step, position, result, started_at, finished_at)
  VALUES (p_date, p_step, v_position, v_result, v_started, clock_timestamp());
  RETURN jsonb_build_object('outcome', 'done', 'result', v_result);
END $$;
COMMENT ON FUNCTION bank.run_day_step IS
  'Does one step of the end of the business date, in a transaction of the caller''s: {outcome: done|replayed, result}. '
  'Steps come in the order of bank.day_steps; the last one, roll, moves the business date to the next business day.';
GRANT EXECUTE ON FUNCTION bank.run_day_step TO bank_app, bank_operator;
