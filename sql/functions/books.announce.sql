-- One event per journal, in the transaction that makes it true.
CREATE OR REPLACE FUNCTION books.announce(p_postings books.posting[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ops.outbox (kind, payload)
  SELECT 'journal.posted', jsonb_build_object('journalId', journal_id, 'accountIds', jsonb_agg(DISTINCT account_id))
  FROM unnest(p_postings) GROUP BY ord, journal_id ORDER BY ord;
END $$;
