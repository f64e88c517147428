-- Version of the last entry of a stripe that was recorded at or before a moment; 0 for none. Versions are in the order of
-- recording, so it is found by halving: twenty looks among a million entries.
CREATE OR REPLACE FUNCTION books.known_version(p_account uuid, p_stripe smallint, p_known_at timestamptz)
RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_low bigint := 0;
  v_high bigint := (SELECT version FROM books.balance WHERE account_id = p_account AND stripe = p_stripe);
  v_middle bigint;
BEGIN
  IF p_known_at IS NULL THEN
    RETURN v_high;
  END IF;
  WHILE v_low < v_high LOOP
    v_middle := (v_low + v_high + 1) / 2;
    IF (
      SELECT j.recorded_at <= p_known_at
      FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence
      WHERE e.account_id = p_account AND e.stripe = p_stripe AND e.account_version = v_middle
    ) THEN
      v_low := v_middle;
    ELSE
      v_high := v_middle - 1;
    END IF;
  END LOOP;
  RETURN v_low;
END $$;
