CREATE OR REPLACE FUNCTION bank.take_outbox(p_limit integer)
RETURNS TABLE (sequence text, kind text, payload jsonb, created_at timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.sequence::text, o.kind, o.payload, o.created_at
  FROM ops.outbox o WHERE o.sent_at IS NULL ORDER BY o.sequence LIMIT least(p_limit, 1000)
$$;
COMMENT ON FUNCTION bank.take_outbox IS
  'The oldest events not marked as sent. Two callers may get the same ones: delivery is at least once.';
GRANT EXECUTE ON FUNCTION bank.take_outbox TO bank_app;
