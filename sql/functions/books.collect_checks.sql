-- P02: the checks of earlier days, but for those that came back, are collected by one journal of the day.
CREATE OR REPLACE FUNCTION books.collect_checks(p_date date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_key text := 'checks-collected/' || to_char(p_date, 'YYYY-MM-DD');
  v_checks uuid[];
  v_total numeric;
  v_refused jsonb;
BEGIN
  PERFORM books.lock_balances(ARRAY[books.house_account_id('1020'), books.house_account_id('1040')]);
  PERFORM books.lock_key('checks', 'collection');
  -- Everything before the last collection's day was collected by it at the latest.
  SELECT array_agg(c.journal_id ORDER BY c.journal_id), coalesce(sum(c.amount_minor), 0) INTO v_checks, v_total
  FROM books.check_deposit c
  WHERE c.business_date < p_date AND c.business_date >= coalesce((SELECT max(business_date) FROM books.check_collection), '-infinity')
    AND NOT EXISTS (SELECT FROM books.check_collection d WHERE d.check_id = c.journal_id)
    AND NOT EXISTS (SELECT FROM books.check_return r WHERE r.check_id = c.journal_id);
  IF v_checks IS NOT NULL THEN
    v_refused := books.post_day_journals(jsonb_build_array(jsonb_build_object('id', md5(v_key)::uuid, 'key', v_key, 'template', 'P02',
      'description', 'Checks collected', 'entries', jsonb_build_array(
        jsonb_build_object('gl', '1040', 'minor', v_total::text, 'currency', 'USD'),
        jsonb_build_object('gl', '1020', 'minor', (-v_total)::text, 'currency', 'USD')))));
    IF v_refused <> '[]' THEN
      PERFORM books.refuse(v_refused -> 0 ->> 'sqlState', v_refused -> 0 ->> 'message', v_refused -> 0 -> 'detail');
    END IF;
    INSERT INTO books.check_collection (check_id, journal_id, business_date)
    SELECT check_id, md5(v_key)::uuid, p_date FROM unnest(v_checks) check_id;
  END IF;
  RETURN jsonb_build_object('count', coalesce(cardinality(v_checks), 0), 'minor', v_total::text);
END $$;
