-- Moves the balances of a batch and answers them as they stood before: one update per account whatever the number of its
-- entries, so that a busy account costs one row. The update is the lock as well. It goes in the order of account ids, so that
-- no two postings can deadlock: with these settings the plan is a loop over the sorted accounts, each found by its key. Of a
-- striped account only the own stripe is moved: nothing that is judged depends on the others. An account that only a
-- condition names is moved by nothing, which holds it all the same.
CREATE OR REPLACE FUNCTION books.move_balances(p_entries books.entry_draft[], p_conditions books.condition_draft[])
RETURNS books.balance[] LANGUAGE plpgsql
SET enable_seqscan = false SET enable_hashjoin = false SET enable_mergejoin = false SET enable_material = false AS $$
DECLARE
  v_before books.balance[];
BEGIN
  WITH moved AS (
    UPDATE books.balance b SET balance_minor = b.balance_minor + named.net_minor, version = b.version + named.entries
    FROM (
      SELECT account_id, coalesce(sum(amount_minor), 0)::bigint AS net_minor, count(amount_minor) AS entries
      FROM (SELECT account_id, amount_minor FROM unnest(p_entries) UNION ALL SELECT account_id, NULL FROM unnest(p_conditions)) each
      GROUP BY account_id ORDER BY account_id
    ) named
    WHERE b.account_id = named.account_id AND b.stripe = CASE WHEN b.striped THEN books.own_stripe() ELSE 0 END
    RETURNING ROW(b.account_id, b.stripe, b.side, b.everyday, b.striped, b.balance_minor - named.net_minor, b.held_minor,
      b.version - named.entries, b.floor_minor, b.ledger_account, b.currency)::books.balance AS before
  )
  SELECT coalesce(array_agg(before), '{}') INTO v_before FROM moved;
  RETURN v_before;
END $$;
