-- Brings validity rules to what sql/seed/report_rules.csv says. A rule that holds keeps what it compares; it can be ended.
CREATE OR REPLACE FUNCTION books.load_report_rules(p_rows jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_changed text;
BEGIN
  INSERT INTO books.report_rule (
    rule, valid_from, valid_to, kind, edit, description, left_side, operator, right_side, tolerance, own_tolerance)
  SELECT r ->> 'rule', (r ->> 'valid_from')::date, nullif(r ->> 'valid_to', '')::date, r ->> 'kind', r ->> 'edit', r ->> 'description',
    r ->> 'left_side', r ->> 'operator', r ->> 'right_side', (r ->> 'tolerance')::integer, (r ->> 'own_tolerance')::integer
  FROM jsonb_array_elements(p_rows) r
  ON CONFLICT (rule, valid_from) DO UPDATE SET
    valid_to = excluded.valid_to, edit = excluded.edit, description = excluded.description;
  SELECT format('%s from %s', t.rule, t.valid_from) INTO v_changed
  FROM jsonb_array_elements(p_rows) r
  JOIN books.report_rule t ON t.rule = r ->> 'rule' AND t.valid_from = (r ->> 'valid_from')::date
  WHERE (t.kind, t.left_side, t.operator, t.right_side, t.tolerance::text, t.own_tolerance::text)
    IS DISTINCT FROM (r ->> 'kind', r ->> 'left_side', r ->> 'operator', r ->> 'right_side', r ->> 'tolerance', r ->> 'own_tolerance')
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'The validity rule % holds already: give the new one a date of its own.', v_changed;
  END IF;
END $$;
