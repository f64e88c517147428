-- One event for the accounts whose holds changed without a journal, in the transaction that makes it true.
CREATE OR REPLACE FUNCTION books.announce_holds(p_accounts uuid[])
RETURNS void LANGUAGE sql AS $$
  INSERT INTO ops.outbox (kind, payload)
  SELECT 'holds.changed', jsonb_build_object('accountIds', to_jsonb(p_accounts)) WHERE cardinality(p_accounts) > 0
$$;
