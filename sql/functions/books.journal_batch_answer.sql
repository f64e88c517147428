CREATE OR REPLACE FUNCTION books.journal_batch_answer(p_batch books.journal_batch, p_outcome text)
RETURNS json LANGUAGE sql AS $$
  SELECT json_build_object('id', p_batch.id, 'outcome', p_outcome, 'items', p_batch.items, 'posted', p_batch.posted,
    'refused', p_batch.refused)
$$;
