-- Refuses what is more than one person may post alone for a purpose, if it is a bounded one, and whatever changes the statements of an earlier month. A journal
-- that was posted already is a repetition and no matter of authority any more. Called before anything is read, so it looks
-- past what can't be read: that is refused later.
CREATE OR REPLACE FUNCTION books.check_authority(p_journals jsonb, p_purpose text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_alone bigint := (
    SELECT a.alone_minor FROM books.posting_authority a, books.business_date d
    WHERE a.purpose = p_purpose AND a.valid_from <= d.business_date ORDER BY a.valid_from DESC LIMIT 1);
  v_place integer;
  v_minor numeric;
  v_currency text;
  v_adjusts text;
BEGIN
  IF p_purpose IS NULL THEN
    RETURN;
  END IF;
  SELECT ord - 1, most, currency, journal ->> 'adjustsOn' INTO v_place, v_minor, v_currency, v_adjusts
  FROM jsonb_array_elements(CASE jsonb_typeof(p_journals) WHEN 'array' THEN p_journals END) WITH ORDINALITY journals (journal, ord)
  LEFT JOIN LATERAL (
    SELECT sum(greatest((entry ->> 'minor')::numeric, 0)) AS most, entry ->> 'currency' AS currency
    FROM jsonb_path_query(journal, '$.entries[*]') entry WHERE entry ->> 'minor' ~ '^-?[0-9]+$'
    GROUP BY entry ->> 'currency' ORDER BY 1 DESC LIMIT 1) debits ON true
  WHERE (most > v_alone OR (journal ->> 'adjustsOn' IS NOT NULL AND journal ->> 'type' = 'ADJUSTING'))
    AND NOT EXISTS (SELECT FROM books.journal j WHERE j.scope = journal ->> 'scope' AND j.key = journal ->> 'key')
  ORDER BY ord LIMIT 1;
  IF v_place IS NULL THEN
    RETURN;
  ELSIF (v_minor > v_alone) IS NOT TRUE THEN
    PERFORM books.refuse('LB050', format('A journal that adjusts an earlier month (%s) needs the approval of another person.', v_adjusts),
      jsonb_build_object('journal', v_place, 'adjustsOn', v_adjusts));
  END IF;
  PERFORM books.refuse('LB050', format('This moves %s; one person alone may move %s. Ask for the approval of another person.',
    books.money_text(v_minor, v_currency), books.money_text(v_alone, v_currency)),
    jsonb_build_object('journal', v_place, 'rule', 'authority', 'neededMinor', v_minor::text, 'limitMinor', v_alone::text));
EXCEPTION
  WHEN data_exception THEN
    PERFORM books.refuse('LB012', format('The batch can''t be read: %s.', SQLERRM));
END $$;
