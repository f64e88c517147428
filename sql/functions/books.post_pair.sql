-- The everyday journal (see books.is_pair) in a straight line, in half the time of the general path. It knows no refusal:
-- a key that was used before gets null, for the general path to answer; a journal that one of its accounts does not take
-- is left to books.post, which says why. The locks are the general path's, in its order: business date (the caller holds
-- it), key, balances by account.
CREATE OR REPLACE FUNCTION books.post_pair(p_batch jsonb, p_today date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  c_full CONSTANT bigint := 9000000000000000000;
  v_journal jsonb := p_batch #> '{journals,0}';
  v_id uuid := (v_journal ->> 'id')::uuid;
  v_currency text := v_journal #>> '{entries,0,currency}';
  v_account uuid := coalesce((v_journal #>> '{entries,0,account}')::uuid,
    books.house_account_id(v_journal #>> '{entries,0,gl}'));
  v_other uuid := coalesce((v_journal #>> '{entries,1,account}')::uuid,
    books.house_account_id(v_journal #>> '{entries,1,gl}'));
  -- The entry whose account is locked first.
  v_low_line integer := CASE WHEN v_account < v_other THEN 1 ELSE 2 END;
  v_low uuid := least(v_account, v_other);
  v_low_minor bigint := (v_journal #>> ARRAY['entries', (v_low_line - 1)::text, 'minor'])::bigint;
  v_low_balance bigint;
  v_low_version bigint;
  v_high uuid := greatest(v_account, v_other);
  v_high_balance bigint;
  v_high_version bigint;
  v_postings books.posting[];
  v_taken boolean;
BEGIN
  INSERT INTO books.idempotency (scope, key, request_hash, journal_id)
  VALUES (v_journal ->> 'scope', v_journal ->> 'key', v_journal ->> 'requestHash', v_id)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;

  -- A balance so full that it might outgrow its type is not moved here.
  UPDATE books.balance SET balance_minor = balance_minor + v_low_minor, version = version + 1
  WHERE account_id = v_low AND abs(balance_minor) < c_full
  RETURNING balance_minor, version INTO v_low_balance, v_low_version;
  UPDATE books.balance SET balance_minor = balance_minor - v_low_minor, version = version + 1
  WHERE account_id = v_high AND abs(balance_minor) < c_full
  RETURNING balance_minor, version INTO v_high_balance, v_high_version;

  -- Judged in a statement of its own: what an update reads beside its row is as old as its wait for the row was long.
  SELECT
    array_agg(ROW(1, line_no, v_id, moved.id, a.ledger_account, v_currency, minor, v_journal ->> 'type' = 'CLOSING',
      balance, version)::books.posting ORDER BY line_no),
    count(*) = 2 AND bool_and(
      a.status = 'open' AND a.currency = v_currency AND l.class <> 'Memo' AND coalesce(l.retired_on > p_today, true)
      AND coalesce(CASE l.normal_side
        WHEN 'debit' THEN minor > 0 OR balance >= a.floor_minor
        ELSE minor < 0 OR -balance >= a.floor_minor END, true))
  INTO v_postings, v_taken
  FROM (VALUES
    (v_low_line, v_low, v_low_minor, v_low_balance, v_low_version),
    (3 - v_low_line, v_high, -v_low_minor, v_high_balance, v_high_version)
  ) moved (line_no, id, minor, balance, version)
  JOIN books.account a ON a.id = moved.id
  JOIN books.ledger_account l ON l.code = a.ledger_account
  WHERE moved.version IS NOT NULL;
  IF v_taken THEN
    RETURN books.write_pair(v_journal, p_today, v_postings);
  END IF;

  UPDATE books.balance b SET balance_minor = b.balance_minor - moved.minor, version = b.version - 1
  FROM (VALUES (v_low, v_low_minor, v_low_version), (v_high, -v_low_minor, v_high_version)) moved (id, minor, version)
  WHERE b.account_id = moved.id AND moved.version IS NOT NULL;
  PERFORM books.post(books.read_journals(p_batch), books.read_entries(p_batch), p_today);
  RETURN books.answer(books.read_journals(p_batch), ARRAY[1]);
END $$;
