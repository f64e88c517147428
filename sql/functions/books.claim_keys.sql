-- Inserts the idempotency keys first, so that a rival with the same key waits here until our transaction has ended.
-- Answers the places in the batch whose key was new; the others are replays. Sorted, so that batches can't deadlock.
-- The join is small and between lists nobody has statistics for: hashing is right at every size.
CREATE OR REPLACE FUNCTION books.claim_keys(p_journals books.journal_draft[])
RETURNS integer[] LANGUAGE plpgsql SET enable_nestloop = false SET enable_hashjoin = true AS $$
DECLARE
  v_claimed integer[];
BEGIN
  WITH first_use AS (
    SELECT DISTINCT ON (scope, key) ord, scope, key, request_hash, id
    FROM unnest(p_journals) ORDER BY scope, key, ord
  ), claimed AS (
    INSERT INTO books.idempotency (scope, key, request_hash, journal_id)
    SELECT scope, key, request_hash, id FROM first_use ORDER BY scope, key
    ON CONFLICT DO NOTHING
    RETURNING scope, key
  )
  SELECT coalesce(array_agg(ord ORDER BY ord), '{}') INTO v_claimed
  FROM first_use JOIN claimed USING (scope, key);
  RETURN v_claimed;
END $$;
