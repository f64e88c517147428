-- A posted journal is its own event: it needs no second row to be announced by. Journals come in the order of their
-- sequences and only up to where nothing earlier can still appear, so none is ever passed over.
CREATE OR REPLACE FUNCTION bank.take_outbox(p_limit integer)
RETURNS TABLE (sequence text, kind text, payload jsonb, created_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c_limit CONSTANT integer := least(p_limit, 1000);
  v_sent bigint := (SELECT r.journal_sequence FROM ops.relay r);
  v_settled bigint := books.settled_sequence();
BEGIN
  RETURN QUERY
  SELECT 'j' || j.sequence, 'journal.posted', jsonb_build_object('journalId', j.id, 'accountIds', (
    SELECT jsonb_agg(DISTINCT e.account_id) FROM books.entry e WHERE e.journal_sequence = j.sequence)), j.recorded_at
  FROM books.journal j WHERE j.sequence > v_sent AND j.sequence <= v_settled
  ORDER BY j.sequence LIMIT c_limit;
  RETURN QUERY
  SELECT 'e' || o.sequence, o.kind, o.payload, o.created_at
  FROM ops.outbox o WHERE o.sent_at IS NULL AND o.kind <> 'report.filed' ORDER BY o.sequence LIMIT c_limit;
  -- On their own: they go to another queue, and however many wait for it hold up nothing else.
  RETURN QUERY
  SELECT 'e' || o.sequence, o.kind, o.payload, o.created_at
  FROM ops.outbox o WHERE o.sent_at IS NULL AND o.kind = 'report.filed' ORDER BY o.sequence LIMIT c_limit;
END $$;
COMMENT ON FUNCTION bank.take_outbox IS
  'The oldest events not marked as sent, up to p_limit of each source: journals, what holds announce, and filed reports. Two callers may get the same '
  'ones: delivery is at least once.';
GRANT EXECUTE ON FUNCTION bank.take_outbox TO bank_app;
