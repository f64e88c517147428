-- A journal of two entries by the general path.
CREATE OR REPLACE FUNCTION books.post_general_pair(
  p_id uuid, p_scope text, p_key text, p_hash text, p_template text, p_description text, p_reference text, p_actor text,
  p_debit uuid, p_credit uuid, p_minor bigint, p_currency text
)
RETURNS json LANGUAGE plpgsql AS $$
BEGIN
  -- The general path takes entries of either sign, which here would turn debit and credit round.
  IF (p_minor > 0) IS NOT TRUE THEN
    PERFORM books.refuse('LB006', 'The amount of a journal is one minor unit or more.');
  END IF;
  RETURN bank.post_journals(jsonb_build_object('journals', jsonb_build_array(jsonb_build_object(
    'id', p_id, 'scope', p_scope, 'key', p_key, 'requestHash', p_hash, 'type', 'STANDARD', 'template', p_template,
    'description', p_description, 'reference', p_reference, 'actor', p_actor, 'entries', jsonb_build_array(
      jsonb_build_object('account', p_debit, 'minor', p_minor::text, 'currency', p_currency),
      jsonb_build_object('account', p_credit, 'minor', '-' || p_minor, 'currency', p_currency)
    ))))) #> '{results,0}';
END $$;
