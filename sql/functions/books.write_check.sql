-- Writes down a check whose journal was posted just now, with a hold for each part until the day before it is available.
CREATE OR REPLACE FUNCTION books.write_check(p jsonb, p_customer uuid, p_today date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_part jsonb;
  v_place bigint;
BEGIN
  INSERT INTO books.check_deposit (journal_id, account_id, customer_id, class, amount_minor, business_date, recorded_at)
  VALUES ((p ->> 'id')::uuid, (p ->> 'account')::uuid, p_customer, p ->> 'class', (p ->> 'minor')::bigint, p_today,
    date_trunc('milliseconds', clock_timestamp()));
  FOR v_part, v_place IN SELECT part, place FROM jsonb_array_elements(p -> 'parts') WITH ORDINALITY each (part, place) ORDER BY place LOOP
    PERFORM books.write_hold(p || jsonb_build_object('id', v_part ->> 'hold', 'minor', v_part ->> 'minor',
        'description', 'Check deposit', 'key', (p ->> 'key') || '/' || v_place),
      books.previous_business_day((v_part ->> 'availableOn')::date), p_today);
    INSERT INTO books.check_part (check_id, available_on, amount_minor, reason, hold_id)
    VALUES ((p ->> 'id')::uuid, (v_part ->> 'availableOn')::date, (v_part ->> 'minor')::bigint, v_part ->> 'reason',
      (v_part ->> 'hold')::uuid);
  END LOOP;
  -- 12 CFR 229.13(g): who has to wait longer than usual is told so, with the reason and the day.
  PERFORM books.add_notice(p_customer, (p ->> 'account')::uuid, 'check-held', jsonb_build_object('amountMinor', p ->> 'minor',
    'currency', p ->> 'currency', 'heldMinor', held.minor::text, 'availableOn', held.last_day, 'reason', held.reason),
    'check-held/' || (p ->> 'id'))
  FROM (
    SELECT sum(amount_minor) AS minor, max(available_on) AS last_day, max(reason) AS reason
    FROM books.check_part WHERE check_id = (p ->> 'id')::uuid AND reason IS NOT NULL
  ) held WHERE held.minor IS NOT NULL;
END $$;
