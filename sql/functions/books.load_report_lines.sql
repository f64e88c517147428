-- Brings report lines to what sql/seed/report_lines.csv says. A line that holds keeps what it is made of; it can be ended, and
-- be moved on the form.
CREATE OR REPLACE FUNCTION books.load_report_lines(p_rows jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_changed text;
BEGIN
  WITH given AS (
    SELECT r ->> 'schedule' AS schedule, r ->> 'code' AS code, (r ->> 'valid_from')::date AS valid_from,
      nullif(r ->> 'valid_to', '')::date AS valid_to, place::integer AS position, r ->> 'item' AS item, r ->> 'caption' AS caption,
      r ->> 'kind' AS kind, nullif(r ->> 'basis', '') AS basis, nullif(r ->> 'side', '') AS side, r ->> 'expression' AS expression
    FROM jsonb_array_elements(p_rows) WITH ORDINALITY row (r, place)
  )
  INSERT INTO books.report_line AS l (
    schedule, code, valid_from, valid_to, position, item, caption, kind, basis, side, expression)
  SELECT schedule, code, valid_from, valid_to, position, item, caption, kind, basis, side, expression FROM given
  ON CONFLICT (schedule, code, valid_from) DO UPDATE SET
    valid_to = excluded.valid_to, position = excluded.position, item = excluded.item, caption = excluded.caption;
  SELECT format('%s of %s from %s', l.code, l.schedule, l.valid_from) INTO v_changed
  FROM jsonb_array_elements(p_rows) r
  JOIN books.report_line l ON l.schedule = r ->> 'schedule' AND l.code = r ->> 'code' AND l.valid_from = (r ->> 'valid_from')::date
  WHERE (l.kind, coalesce(l.basis, ''), coalesce(l.side, ''), l.expression)
    IS DISTINCT FROM (r ->> 'kind', r ->> 'basis', r ->> 'side', r ->> 'expression') LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'The report line % holds already: give the new one a date of its own.', v_changed;
  END IF;
END $$;
