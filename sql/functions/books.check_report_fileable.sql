-- Whether a version may leave the bank: all of its period is in it and closed, every rule that must hold holds, and those that ask
-- for a word have got it.
CREATE OR REPLACE FUNCTION books.check_report_fileable(p_run ops.report_run, p_explanations jsonb)
RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_content jsonb := p_run.content::jsonb;
  v_open text;
  v_rules text;
BEGIN
  IF p_run.kind NOT IN ('quarter', 'year') THEN
    PERFORM books.refuse('LB071', 'Quarters and years are filed; a report of a day or a month is for the bank itself.');
  ELSIF (v_content ->> 'asOf' >= v_content ->> 'to') IS NOT TRUE THEN
    PERFORM books.refuse('LB071', format('The figures of %s are not complete; ask for the report again once the period is over.', p_run.period));
  END IF;
  SELECT string_agg(to_char(month, 'YYYY-MM'), ', ' ORDER BY month) INTO v_open
  FROM books.period
  WHERE month BETWEEN (v_content ->> 'from')::date AND (v_content ->> 'to')::date AND state = 'OPEN';
  IF v_open IS NOT NULL THEN
    PERFORM books.refuse('LB071', format('Close %s first: figures that still move are not filed.', v_open));
  END IF;
  SELECT string_agg(rule ->> 'id', ', ' ORDER BY rule ->> 'id') INTO v_rules
  FROM jsonb_array_elements(v_content #> '{pack,rules}') rule
  WHERE rule ->> 'outcome' = 'refuse';
  IF v_rules IS NOT NULL THEN
    PERFORM books.refuse('LB070', format('These rules have to hold: %s.', v_rules));
  END IF;
  SELECT string_agg(rule ->> 'id', ', ' ORDER BY rule ->> 'id') INTO v_rules
  FROM jsonb_array_elements(v_content #> '{pack,rules}') rule
  WHERE rule ->> 'outcome' = 'explain' AND coalesce(btrim(p_explanations ->> (rule ->> 'id')), '') = '';
  IF v_rules IS NOT NULL THEN
    PERFORM books.refuse('LB072', format('Explain the rules %s.', v_rules), jsonb_build_object('rules', v_rules));
  END IF;
END $$;
