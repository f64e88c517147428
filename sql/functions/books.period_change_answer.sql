-- A change of a period as callers see it.
CREATE OR REPLACE FUNCTION books.period_change_answer(p_id uuid)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('id', c.id, 'action', c.action, 'month', to_char(c.month, 'YYYY-MM'), 'reason', c.reason,
    'checklist', c.checklist, 'effect', c.effect, 'sha256', c.sha256, 'asOfSequence', c.as_of_sequence::text,
    'requestedBy', c.requested_by, 'requestedOn', c.requested_on, 'decision', d.decision, 'decidedBy', d.decided_by,
    'decidedOn', d.decided_on, 'note', d.note, 'journalId', d.journal_id)
  FROM books.period_change c LEFT JOIN books.period_decision d ON d.change_id = c.id WHERE c.id = p_id
$$;
