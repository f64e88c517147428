-- Whether a version may leave the bank: it says something else than the one it amends, all of its period is in it and closed, nothing that counts in it came later, every rule that
-- must hold holds, and those that ask for a word have got it. Called under the exclusive calendar lock, so that no posting is under
-- way; not STABLE, because it has to see what was posted while it waited for that lock.
CREATE OR REPLACE FUNCTION books.check_report_fileable(p_run ops.report_run, p_explanations jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_content jsonb := p_run.content::jsonb;
  v_rules text;
BEGIN
  IF p_run.kind NOT IN ('quarter', 'year') THEN
    PERFORM books.refuse('LB071', 'Quarters and years are filed; a report of a day or a month is for the bank itself.');
  ELSIF (v_content ->> 'asOf' >= v_content ->> 'to') IS NOT TRUE THEN
    PERFORM books.refuse('LB071', format('The figures of %s are not complete; ask for the report again once the period is over.', p_run.period));
  END IF;
  IF p_run.sha256 = (SELECT r.sha256 FROM ops.report_run r WHERE (r.kind, r.period, r.version) = (p_run.kind, p_run.period, p_run.amends)) THEN
    PERFORM books.refuse('LB075', format('Version %s says the same as version %s, which was filed. Make it again once it has something else to say.',
      p_run.version, p_run.amends), jsonb_build_object('amends', p_run.amends));
  END IF;
  PERFORM books.check_report_months((v_content ->> 'from')::date, (v_content ->> 'to')::date);
  IF jsonb_typeof(v_content -> 'pack') IS DISTINCT FROM 'object' THEN
    PERFORM books.refuse('LB071', format('The report of %s has no schedules to file: its books are too small to print.', p_run.period));
  END IF;
  -- A version from before this was asked for has no such rule.
  IF (v_content ->> 'from')::date < (SELECT min(month) FROM books.period) AND NOT (v_content #> '{pack,rules}') @> '[{"id": "B01"}]' THEN
    PERFORM books.refuse('LB071', format('These books begin within %s; make the report again, so that it asks what was before.', p_run.period));
  END IF;
  -- Nor has one from before years had payees.
  IF p_run.kind = 'year' AND jsonb_typeof(v_content #> '{yearEnd,ties}') IS DISTINCT FROM 'array' THEN
    PERFORM books.refuse('LB071', format('This version of %s has no closing entries and no payees; make the report again.', p_run.period));
  END IF;
  PERFORM books.check_report_current(p_run);
  SELECT string_agg(rule ->> 'id', ', ' ORDER BY rule ->> 'id') INTO v_rules
  FROM jsonb_array_elements(v_content #> '{pack,rules}') rule
  WHERE rule ->> 'outcome' = 'refuse';
  IF v_rules IS NOT NULL THEN
    PERFORM books.refuse('LB070', format('These rules have to hold: %s.', v_rules));
  END IF;
  SELECT string_agg(rule ->> 'id', ', ' ORDER BY rule ->> 'id') INTO v_rules
  FROM jsonb_array_elements((v_content #> '{pack,rules}') || coalesce(v_content #> '{yearEnd,ties}', '[]')) rule
  WHERE rule ->> 'outcome' = 'explain' AND coalesce(btrim(p_explanations ->> (rule ->> 'id')), '') = '';
  IF v_rules IS NOT NULL THEN
    PERFORM books.refuse('LB072', format('Explain the rules %s.', v_rules), jsonb_build_object('rules', v_rules));
  END IF;
END $$;
