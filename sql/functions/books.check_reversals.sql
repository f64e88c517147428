-- A reversal names a journal that exists, is no reversal itself and has none yet, and mirrors it line for line.
-- Two rivals that both pass here meet at the unique index on journal.reverses_id.
CREATE OR REPLACE FUNCTION books.check_reversals(p_journals books.journal_draft[], p_entries books.entry_draft[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_draft record;
BEGIN
  FOR v_draft IN
    SELECT draft.ord, draft.reverses_id, target.sequence, target.type, reversal.id AS reversed_by,
      CASE WHEN draft.scope <> 'close' AND draft.scope NOT LIKE 'loan:%' THEN books.why_not_reversible(target) END AS obstacle
    FROM unnest(p_journals) draft
    LEFT JOIN books.journal target ON target.id = draft.reverses_id
    LEFT JOIN books.journal reversal ON reversal.reverses_id = draft.reverses_id
    WHERE draft.type = 'REVERSAL'
    ORDER BY draft.ord
  LOOP
    IF v_draft.sequence IS NULL THEN
      PERFORM books.refuse('LB016', format('Journal %s does not exist.', v_draft.reverses_id),
        jsonb_build_object('journalId', v_draft.reverses_id));
    ELSIF v_draft.type = 'REVERSAL' THEN
      PERFORM books.refuse_reversal(v_draft.reverses_id, 'is a reversal itself');
    ELSIF v_draft.reversed_by IS NOT NULL THEN
      PERFORM books.refuse_reversal(v_draft.reverses_id, 'is reversed already');
    ELSIF v_draft.obstacle IS NOT NULL THEN
      PERFORM books.refuse_reversal(v_draft.reverses_id, v_draft.obstacle);
    ELSIF EXISTS (
      (SELECT account_id, currency, -amount_minor FROM books.entry WHERE journal_sequence = v_draft.sequence
       EXCEPT ALL
       SELECT account_id, currency, amount_minor FROM unnest(p_entries) WHERE ord = v_draft.ord)
      UNION ALL
      (SELECT account_id, currency, amount_minor FROM unnest(p_entries) WHERE ord = v_draft.ord
       EXCEPT ALL
       SELECT account_id, currency, -amount_minor FROM books.entry WHERE journal_sequence = v_draft.sequence)
    ) THEN
      PERFORM books.refuse_reversal(v_draft.reverses_id, 'has other entries than the mirror of these');
    END IF;
  END LOOP;
END $$;
