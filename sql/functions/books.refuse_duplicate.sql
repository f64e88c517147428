-- Says which of the unique things about a journal was there already, in the books or in the batch: its reversal, or else
-- its id.
CREATE OR REPLACE FUNCTION books.refuse_duplicate(p_journals books.journal_draft[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_reversed uuid;
BEGIN
  SELECT draft.reverses_id INTO v_reversed
  FROM unnest(p_journals) draft
  WHERE draft.reverses_id IS NOT NULL AND (
    EXISTS (SELECT FROM books.journal j WHERE j.reverses_id = draft.reverses_id AND j.id <> draft.id)
    OR EXISTS (SELECT FROM unnest(p_journals) other WHERE other.reverses_id = draft.reverses_id AND other.ord < draft.ord))
  LIMIT 1;
  IF FOUND THEN
    PERFORM books.refuse_reversal(v_reversed, 'is reversed already');
  END IF;
  PERFORM books.refuse('LB012', 'A journal id was used before.');
END $$;
