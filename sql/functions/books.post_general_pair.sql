-- A journal of two entries by the general path.
CREATE OR REPLACE FUNCTION books.post_general_pair(
  p_id uuid, p_scope text, p_key text, p_hash text, p_template text, p_description text, p_reference text, p_actor text,
  p_debit uuid, p_credit uuid, p_minor bigint, p_currency text
)
RETURNS json LANGUAGE sql AS $$
  SELECT bank.post_journals(jsonb_build_object('journals', jsonb_build_array(jsonb_build_object(
    'id', p_id, 'scope', p_scope, 'key', p_key, 'requestHash', p_hash, 'type', 'STANDARD', 'template', p_template,
    'description', p_description, 'reference', p_reference, 'actor', p_actor, 'entries', jsonb_build_array(
      jsonb_build_object('account', p_debit, 'minor', p_minor::text, 'currency', p_currency),
      jsonb_build_object('account', p_credit, 'minor', (-p_minor)::text, 'currency', p_currency)
    ))))) #> '{results,0}'
$$;
