-- P14b: entries that our customers originated come back. A debit that comes back may overdraw the account: the money was
-- lent, not given. Each is posted or refused by itself, once for the key of the batch.
CREATE OR REPLACE FUNCTION bank.post_ach_returns(p jsonb)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_batch books.journal_batch;
  v_items jsonb;
BEGIN
  PERFORM books.check_journal_batch(p);
  v_items := books.batch_items(p);
  PERFORM books.lock_balances(books.batch_accounts(v_items));
  PERFORM books.lock_key(p ->> 'scope', p ->> 'key');
  v_batch := books.known_batch(p);
  IF v_batch.id IS NOT NULL THEN
    RETURN books.journal_batch_answer(v_batch, 'replayed');
  ELSIF p ->> 'mode' <> 'independent' THEN
    PERFORM books.refuse('LB012', 'Returned entries are posted each by itself: the mode is independent.');
  END IF;
  v_batch := books.write_journal_batch(p, books.post_ach_returns(v_items, v_today), v_today);
  RETURN books.journal_batch_answer(v_batch, 'posted');
END $$;
COMMENT ON FUNCTION bank.post_ach_returns IS
  'Takes what bank.post_journal_batch takes, mode independent; each journal is P14 between an account of a customer and '
  '1040. Answers as that does. An account may be overdrawn by it.';
GRANT EXECUTE ON FUNCTION bank.post_ach_returns TO bank_app, bank_operator;
