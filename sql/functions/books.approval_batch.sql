-- The journal of an approval as a batch of one. Its id and key are the approval's, so it is posted once at most.
CREATE OR REPLACE FUNCTION books.approval_batch(p_id uuid, p_payload jsonb, p_actor text)
RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object('journals', jsonb_build_array(p_payload || jsonb_build_object(
    'id', p_id, 'scope', 'approval', 'key', p_id::text, 'requestHash', 'approval', 'actor', p_actor)))
$$;
