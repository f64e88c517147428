CREATE OR REPLACE FUNCTION books.hold_answer(p_hold uuid, p_outcome text)
RETURNS json LANGUAGE sql AS $$
  SELECT json_build_object(
    'id', id, 'outcome', p_outcome, 'accountId', account_id, 'minor', amount_minor::text, 'remainingMinor',
    remaining_minor::text, 'currency', currency, 'state', state, 'placedOn', placed_on, 'expiresOn', expires_on,
    'recordedAt', books.iso_instant(recorded_at))
  FROM books.hold WHERE id = p_hold
$$;
