-- An approval as callers see it.
CREATE OR REPLACE FUNCTION books.approval_answer(p_id uuid)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('id', id, 'kind', kind, 'subject', subject, 'reason', reason, 'payload', payload, 'effect', effect,
    'requestedBy', requested_name, 'requestedOn', requested_on, 'expiresOn', expires_on, 'state', state, 'decidedBy', decided_name,
    'decidedOn', decided_on, 'note', note, 'journalId', journal_id, 'carriedOut', carried_out)
  FROM bank.approval WHERE id = p_id
$$;
