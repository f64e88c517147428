-- Version of the last entry of a stripe that was recorded at or before a moment; 0 for none. Versions are in the order of
-- recording, so it is found by halving: twenty looks among a million entries, all of them in one statement, because
-- beginning one costs more than a look.
CREATE OR REPLACE FUNCTION books.known_version(p_account uuid, p_stripe smallint, p_known_at timestamptz)
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_last bigint := (SELECT version FROM books.balance WHERE account_id = p_account AND stripe = p_stripe);
BEGIN
  IF p_known_at IS NULL THEN
    RETURN v_last;
  END IF;
  RETURN (
    WITH RECURSIVE halved (low, high) AS (
      SELECT 0::bigint, v_last
      UNION ALL
      SELECT CASE WHEN seen.known THEN middle ELSE low END, CASE WHEN seen.known THEN high ELSE middle - 1 END
      FROM halved
      CROSS JOIN LATERAL (SELECT (low + high + 1) / 2 AS middle) half
      CROSS JOIN LATERAL (
        SELECT j.recorded_at <= p_known_at AS known
        FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence
        WHERE e.account_id = p_account AND e.stripe = p_stripe AND e.account_version = middle
        OFFSET 0
      ) seen
      WHERE low < high
    )
    SELECT low FROM halved WHERE low = high
  );
END $$;
