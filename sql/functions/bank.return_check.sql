-- P14c: a deposited check comes back unpaid. What is still held of it is given back first; the account may be overdrawn by
-- the rest. Of an account that was closed meanwhile nothing can be taken: it stands in suspense (1650) until the bank has it
-- back, or gives it up. A check that was not collected yet leaves the items in collection, one that was the reserve account.
CREATE OR REPLACE FUNCTION bank.return_check(p jsonb)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_check books.check_deposit;
  v_hold record;
  v_is_collected boolean;
  v_is_open boolean;
  v_journal jsonb;
BEGIN
  IF (pg_input_is_valid(p ->> 'id', 'uuid') AND pg_input_is_valid(p ->> 'check', 'uuid') AND length(p ->> 'reason') BETWEEN 1 AND 100
    AND length(p ->> 'scope') BETWEEN 1 AND 200 AND length(p ->> 'key') BETWEEN 1 AND 190) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'A return needs an id, the check, a reason, an actor, a scope, a key and a request hash.');
  END IF;
  SELECT * INTO v_check FROM books.check_deposit WHERE journal_id = (p ->> 'check')::uuid;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB016', format('There is no check %s.', p ->> 'check'), jsonb_build_object('checkId', p ->> 'check'));
  END IF;
  PERFORM books.lock_balances(ARRAY[books.house_account_id('1020'), books.house_account_id('1040'),
    books.house_account_id('1650'), v_check.account_id]);
  PERFORM books.lock_key('checks', 'collection');
  IF NOT books.check_returnable(v_check, p) THEN
    RETURN json_build_object('id', v_check.journal_id, 'outcome', 'replayed');
  END IF;
  SELECT EXISTS (SELECT FROM books.check_collection WHERE check_id = v_check.journal_id) INTO v_is_collected;
  SELECT status = 'open' INTO v_is_open FROM books.account WHERE id = v_check.account_id;
  FOR v_hold IN SELECT h.id, row_number() OVER (ORDER BY h.id) AS place
    FROM books.check_part c JOIN books.hold h ON h.id = c.hold_id WHERE c.check_id = v_check.journal_id AND h.state = 'active'
  LOOP
    PERFORM books.release_hold(p || jsonb_build_object('hold', v_hold.id, 'key', (p ->> 'key') || '/' || v_hold.place), v_today);
  END LOOP;
  v_journal := jsonb_build_object('id', p ->> 'id', 'scope', p ->> 'scope', 'key', p ->> 'key',
    'requestHash', p ->> 'requestHash', 'type', 'STANDARD', 'template', 'P14', 'description', 'Returned check', 'actor', p ->> 'actor',
    'reference', p ->> 'reason',
    -- As if it had never been credited: what it earned meanwhile is taken back.
    'valueDate', v_check.business_date, 'entries', jsonb_build_array(
      CASE WHEN v_is_open THEN jsonb_build_object('account', v_check.account_id) ELSE '{"gl": "1650"}' END
        || jsonb_build_object('minor', v_check.amount_minor::text, 'currency', 'USD'),
      jsonb_build_object('gl', CASE WHEN v_is_collected THEN '1040' ELSE '1020' END, 'minor', (-v_check.amount_minor)::text, 'currency', 'USD')));
  IF v_is_open THEN
    PERFORM books.post_overdrawing(v_journal, v_check.account_id, v_today);
  ELSE
    PERFORM books.post_batch(jsonb_build_object('journals', jsonb_build_array(v_journal)), false);
  END IF;
  INSERT INTO books.check_return (check_id, journal_id, reason, business_date, recorded_at, actor)
  VALUES (v_check.journal_id, (p ->> 'id')::uuid, p ->> 'reason', v_today, date_trunc('milliseconds', clock_timestamp()), p ->> 'actor');
  PERFORM books.add_notice(v_check.customer_id, v_check.account_id, 'check-returned', jsonb_build_object('amountMinor',
    v_check.amount_minor::text, 'currency', 'USD', 'depositedOn', v_check.business_date, 'reason', p ->> 'reason'),
    'check-returned/' || v_check.journal_id);
  RETURN json_build_object('id', v_check.journal_id, 'outcome', 'posted');
END $$;
COMMENT ON FUNCTION bank.return_check IS
  'Takes id (of the journal), check, reason, actor, scope, key, requestHash; answers id of the check and outcome (posted, '
  'replayed). The account may be overdrawn by it; where it is closed, it stands in 1650.';
GRANT EXECUTE ON FUNCTION bank.return_check TO bank_app, bank_operator;
