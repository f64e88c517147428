CREATE OR REPLACE FUNCTION bank.approval_effect(p_approval uuid)
RETURNS jsonb LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
  SELECT books.approval_effect(id, jsonb_build_object('kind', kind, 'payload', payload, 'actor', requested_by, 'effect', effect))
  FROM books.approval WHERE id = p_approval
$$;
COMMENT ON FUNCTION bank.approval_effect IS
  'What an approval that is still pending would change now: [{what, before, after}]. Refused where it could not be carried out.';
GRANT EXECUTE ON FUNCTION bank.approval_effect TO bank_app, bank_operator;
