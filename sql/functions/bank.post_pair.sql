-- The everyday journal in a straight line: two accounts, today's value date, nothing to correct. It writes what every
-- posting writes and checks what every posting checks, with typed parameters and one row at a time. Of the refusals it
-- knows the floor alone: what is not everyday - a key that was used before, a limit, an account that takes no entry - is
-- put back and left to books.post_batch, which knows what to say. The locks are taken in the same order: date, balances by
-- account, key. Every expression, statement and setting here is paid for by each posting, so there are as few as can be.
-- How long to wait for a lock is a setting of the roles that log in.
CREATE OR REPLACE FUNCTION bank.post_pair(
  p_id uuid, p_scope text, p_key text, p_hash text, p_template text, p_description text, p_reference text, p_actor text,
  p_debit uuid, p_credit uuid, p_minor bigint, p_currency text
)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_today date;
  v_debit_stripe smallint := 0::smallint;
  v_credit_stripe smallint := 0::smallint;
  -- Null until the row has been found and moved.
  d books.moved_balance;
  c books.moved_balance;
  v_sequence bigint;
  v_now timestamptz;
BEGIN
  PERFORM books.share_calendar();
  -- Nothing is found while its month is closed, and then nothing is everyday.
  SELECT business_date INTO v_today FROM books.business_date
  WHERE only_row AND month_is_open AND set_config('books.posting', 'on', true) = 'on';
  IF (v_today IS NOT NULL AND p_minor BETWEEN 1 AND 99999999999999 AND p_debit <> p_credit AND p_id IS NOT NULL
    AND p_scope NOT LIKE 'batch:%' AND p_scope NOT LIKE 'loan:%' AND p_scope NOT LIKE '%:postJournal'
    AND p_scope NOT IN ('day', 'close', 'certificate', 'schedule', 'approval')) IS NOT TRUE
  THEN
    RETURN books.post_general_pair(p_id, p_scope, p_key, p_hash, p_template, p_description, p_reference, p_actor, p_debit,
      p_credit, p_minor, p_currency);
  END IF;
  -- The bank's own accounts, which alone are striped, have the lowest ids.
  IF p_debit <= '00000000-0000-8000-8000-000000009999' THEN
    v_debit_stripe := books.stripe_of(p_debit);
  END IF;
  IF p_credit <= '00000000-0000-8000-8000-000000009999' THEN
    v_credit_stripe := books.stripe_of(p_credit);
  END IF;

  -- The lower account first, and the higher only once that is held: whoever lets the first one out locks out of order.
  IF p_debit < p_credit THEN
    UPDATE books.balance SET balance_minor = balance_minor + p_minor, version = version + 1
    WHERE account_id = p_debit AND stripe = v_debit_stripe AND everyday AND currency = p_currency
      AND balance_minor < 9000000000000000000
    RETURNING balance_minor, version, ledger_account, side, floor_minor, held_minor INTO d;
  END IF;
  IF p_debit > p_credit OR d.version IS NOT NULL THEN
    UPDATE books.balance SET balance_minor = balance_minor - p_minor, version = version + 1
    WHERE account_id = p_credit AND stripe = v_credit_stripe AND everyday AND currency = p_currency
      AND balance_minor > -9000000000000000000
    RETURNING balance_minor, version, ledger_account, side, floor_minor, held_minor INTO c;
  END IF;
  IF p_debit > p_credit AND c.version IS NOT NULL THEN
    UPDATE books.balance SET balance_minor = balance_minor + p_minor, version = version + 1
    WHERE account_id = p_debit AND stripe = v_debit_stripe AND everyday AND currency = p_currency
      AND balance_minor < 9000000000000000000
    RETURNING balance_minor, version, ledger_account, side, floor_minor, held_minor INTO d;
  END IF;

  IF d.version IS NOT NULL AND c.version IS NOT NULL
    AND (d.side = 1 OR d.floor_minor IS NULL OR -d.balance_minor - d.held_minor >= d.floor_minor)
    AND (c.side = -1 OR c.floor_minor IS NULL OR c.balance_minor - c.held_minor >= c.floor_minor)
    AND '' <> ALL (ARRAY[p_scope, p_key, p_hash, p_template, p_description, p_actor])
    AND 200 >= ALL (ARRAY[length(p_scope), length(p_key), length(p_hash), length(p_description), length(p_actor)])
    AND length(p_template) <= 20 AND length(p_reference) <= 140
    AND current_setting('transaction_isolation') = 'read committed'
  THEN
    v_now := date_trunc('milliseconds', clock_timestamp());
    INSERT INTO books.journal (
      id, type, template, description, reference, business_date, value_date, occurred_at, recorded_at, actor, scope, key,
      request_hash
    )
    VALUES (
      p_id, 'STANDARD', p_template, p_description, p_reference, v_today, v_today, v_now, v_now, p_actor, p_scope, p_key,
      p_hash
    )
    ON CONFLICT DO NOTHING RETURNING sequence INTO v_sequence;
    IF v_sequence IS NOT NULL THEN
      INSERT INTO books.entry (
        account_id, stripe, account_version, journal_sequence, line_no, ledger_account, currency, amount_minor,
        balance_after_minor, business_date, value_date
      )
      VALUES
        (p_debit, v_debit_stripe, d.version, v_sequence, 1, d.ledger_account, p_currency, p_minor, d.balance_minor,
          v_today, v_today),
        (p_credit, v_credit_stripe, c.version, v_sequence, 2, c.ledger_account, p_currency, -p_minor, c.balance_minor,
          v_today, v_today);
      RETURN format(
        '{"id":"%s","sequence":"%s","outcome":"posted","businessDate":"%s","valueDate":"%s","recordedAt":"%s","entries":['
        '{"accountId":"%s","gl":"%s","minor":"%s","currency":"%s","balanceMinor":"%s","version":"%s"},'
        '{"accountId":"%s","gl":"%s","minor":"-%s","currency":"%s","balanceMinor":"%s","version":"%s"}]}',
        p_id, v_sequence, v_today, v_today, books.iso_instant(v_now),
        p_debit, d.ledger_account, p_minor, p_currency, d.side * d.balance_minor, d.version,
        p_credit, c.ledger_account, p_minor, p_currency, c.side * c.balance_minor, c.version);
    END IF;
  END IF;

  -- The everyday refusal, without the way round: nothing needs putting back, because it ends the transaction.
  IF d.version IS NOT NULL AND c.version IS NOT NULL AND v_now IS NULL THEN
    PERFORM books.refuse_pair(p_scope, p_key, p_minor, ROW(p_debit, d.side = -1, -d.balance_minor, d.held_minor, d.floor_minor)::books.pair_side,
      ROW(p_credit, c.side = 1, c.balance_minor, c.held_minor, c.floor_minor)::books.pair_side);
  END IF;
  UPDATE books.balance b SET balance_minor = b.balance_minor - moved.minor, version = b.version - 1
  FROM (VALUES (p_debit, v_debit_stripe, p_minor, d.version), (p_credit, v_credit_stripe, -p_minor, c.version))
    moved (id, stripe, minor, version)
  WHERE b.account_id = moved.id AND b.stripe = moved.stripe AND moved.version IS NOT NULL;
  RETURN books.post_general_pair(p_id, p_scope, p_key, p_hash, p_template, p_description, p_reference, p_actor, p_debit,
    p_credit, p_minor, p_currency);
END $$;
COMMENT ON FUNCTION bank.post_pair IS
  'Posts one STANDARD journal of two entries dated today: p_minor units of p_currency, debited to p_debit and credited to '
  'p_credit. Answers like one result of bank.post_journals; p_hash is the hash of the request its key stands for.';
GRANT EXECUTE ON FUNCTION bank.post_pair TO bank_app, bank_operator;
