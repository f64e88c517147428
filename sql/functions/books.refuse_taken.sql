-- A natural key or an id that stands for something else already.
CREATE OR REPLACE FUNCTION books.refuse_taken(p_what text, p_value text)
RETURNS void LANGUAGE sql AS $$
  SELECT books.refuse('LB012', format('The %s %s is in use by another.', p_what, p_value),
    jsonb_build_object('taken', p_what, 'value', p_value))
$$;
