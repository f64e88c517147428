-- A change of a period as callers see it.
CREATE OR REPLACE FUNCTION books.period_change_answer(p_id uuid)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('id', c.id, 'action', c.action, 'month', to_char(c.month, 'YYYY-MM'), 'reason', c.reason,
    'checklist', c.checklist, 'effect', c.effect, 'sha256', c.sha256, 'asOfSequence', c.as_of_sequence,
    'requestedBy', c.requested_by, 'requestedOn', c.requested_on, 'decision', c.decision, 'decidedBy', c.decided_by,
    'decidedOn', c.decided_on, 'note', c.note, 'journalId', c.journal_id)
  FROM bank.period_change c WHERE c.id = p_id
$$;
