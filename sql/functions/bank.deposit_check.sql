-- P02 and the holds of its parts in one transaction. The schedule of the parts was made from facts about the customer; they
-- are looked at again under a lock, because another check may have come since.
CREATE OR REPLACE FUNCTION bank.deposit_check(p jsonb)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_account uuid;
  v_customer uuid;
  v_posted jsonb;
  v_facts jsonb;
BEGIN
  PERFORM books.check_check(p, v_today);
  v_account := (p ->> 'account')::uuid;
  SELECT customer_id INTO v_customer FROM books.account WHERE id = v_account AND customer_id IS NOT NULL;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB002', format('Account %s does not exist.', v_account), jsonb_build_object('accountId', v_account));
  END IF;
  PERFORM books.lock_balances(ARRAY[books.house_account_id('1020'), v_account]);
  PERFORM books.lock_key('checks', v_customer::text);
  v_facts := books.deposited_before(v_customer, v_today);
  v_posted := books.post_batch(jsonb_build_object('journals', jsonb_build_array(jsonb_build_object(
    'id', p ->> 'id', 'scope', p ->> 'scope', 'key', p ->> 'key', 'requestHash', p ->> 'requestHash', 'type', 'STANDARD',
    'template', 'P02', 'description', 'Check deposit', 'reference', coalesce(p ->> 'reference', ''), 'actor', p ->> 'actor',
    'entries', jsonb_build_array(
      jsonb_build_object('gl', '1020', 'minor', p ->> 'minor', 'currency', p ->> 'currency'),
      jsonb_build_object('account', v_account, 'minor', '-' || (p ->> 'minor'), 'currency', p ->> 'currency'))))), true)
    -> 'results' -> 0;
  IF v_posted ->> 'outcome' = 'posted' THEN
    IF v_facts <> p -> 'facts' THEN
      PERFORM books.refuse('LB017', 'Another check of this customer came in meanwhile; schedule this one again.', v_facts);
    END IF;
    PERFORM books.write_check(p, v_customer, v_today);
  END IF;
  RETURN json_build_object('id', v_posted ->> 'id', 'outcome', v_posted ->> 'outcome');
END $$;
COMMENT ON FUNCTION bank.deposit_check IS
  'Takes id, scope, key, requestHash, account, minor, currency, class (special or other), reference?, actor, facts as '
  'bank.deposited_before answered them, and parts: [{hold, minor, availableOn, reason?}]; answers id of the journal and '
  'outcome (posted, replayed). Other facts by now are refused as LB017.';
GRANT EXECUTE ON FUNCTION bank.deposit_check TO bank_app, bank_operator;
