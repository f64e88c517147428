-- Reckons the books again by SQL that shares nothing with the posting functions. Each check answers the first row that
-- disagrees: relation, key, what is stored, what it should be.
CREATE OR REPLACE FUNCTION bank.verify_books(p_check text)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET jit = false SET work_mem = '128MB' SET enable_nestloop = false AS $$
DECLARE
  v_answer jsonb;
BEGIN
  IF p_check = ANY (ARRAY['entries', 'running_balances', 'journals', 'journal_order', 'reversals', 'balances', 'copies', 'holds',
    'held', 'hold_events', 'batches', 'closed_days', 'account_movements', 'ledger_movements', 'value_shifts', 'control_accounts',
    'interest', 'loans', 'seals', 'chain'])
  THEN
    EXECUTE format('SELECT to_jsonb(found) FROM books.verify_%s() found', p_check) INTO v_answer;
    RETURN v_answer;
  END IF;
  PERFORM books.refuse('LB012', format('There is no check %s.', coalesce(p_check, 'without a name')));
END $$;
COMMENT ON FUNCTION bank.verify_books IS
  'Runs one check over the books: {"relation", "row_key", "stored", "expected"} of the first row that disagrees, null when none '
  'does. It only reads. Run all of them in one transaction (REPEATABLE READ) while the books are in use.';
GRANT EXECUTE ON FUNCTION bank.verify_books TO bank_operator;
