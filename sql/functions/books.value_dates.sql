-- The date each place of the batch counts from: as asked, or that of the journal it reverses (a reversal undoes interest
-- too), or the date it adjusts, or today.
CREATE OR REPLACE FUNCTION books.value_dates(p_journals books.journal_draft[], p_today date)
RETURNS date[] LANGUAGE plpgsql AS $$
DECLARE
  v_dates date[] := array_fill(p_today, ARRAY[p_journals[cardinality(p_journals)].ord]);
  v_other record;
BEGIN
  FOR v_other IN
    SELECT draft.ord, coalesce(draft.value_date, target.value_date, draft.adjusts_on) AS value_date
    FROM unnest(p_journals) draft LEFT JOIN books.journal target ON target.id = draft.reverses_id
    WHERE draft.value_date IS NOT NULL OR draft.reverses_id IS NOT NULL OR draft.adjusts_on IS NOT NULL
  LOOP
    v_dates[v_other.ord] := v_other.value_date;
  END LOOP;
  RETURN v_dates;
END $$;
