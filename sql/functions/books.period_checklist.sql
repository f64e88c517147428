-- What has to be so before a period changes its state: [{check, ok, detail}], in the order in which it is looked at.
CREATE OR REPLACE FUNCTION books.period_checklist(p_action text, p_month date)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_today date := (SELECT business_date FROM books.business_date);
  v_state text := (SELECT state FROM books.period WHERE month = p_month);
  v_last date := books.last_day_of_month(p_month);
  v_year integer := extract(year FROM p_month);
  v_total numeric;
  v_earlier text;
  v_later text;
  v_broken text;
  v_settled text;
  v_suspense text;
  v_unsealed bigint;
  v_unposted text;
  v_closed boolean := (books.closing_journal(extract(year FROM p_month)::integer)).id IS NOT NULL;
BEGIN
  SELECT coalesce(sum(balance_minor), 0) INTO v_total FROM books.ledger_balances(least(books.month_end(p_month), v_today));
  SELECT string_agg(to_char(month, 'YYYY-MM'), ', ' ORDER BY month) INTO v_earlier FROM books.period
  WHERE month < p_month AND CASE p_action WHEN 'hard-close' THEN state <> 'HARD_CLOSED' ELSE state = 'OPEN' END;
  SELECT string_agg(to_char(month, 'YYYY-MM'), ', ' ORDER BY month) INTO v_later FROM books.period
  WHERE month > p_month AND array_position(ARRAY['OPEN', 'SOFT_CLOSED', 'HARD_CLOSED'], state)
    >= array_position(ARRAY['OPEN', 'SOFT_CLOSED', 'HARD_CLOSED'], v_state) AND state <> 'OPEN';
  SELECT string_agg(d.ledger_account, ', ' ORDER BY d.ledger_account) FILTER (WHERE NOT settled),
    string_agg(d.ledger_account, ', ' ORDER BY d.ledger_account) FILTER (WHERE settled)
  INTO v_broken, v_settled
  FROM books.month_differences(v_last) d;
  SELECT string_agg(format('%s stands at %s', b.code, b.balance_minor), ', ' ORDER BY b.code) INTO v_suspense
  FROM books.ledger_balances(least(books.month_end(p_month), v_today)) b WHERE b.code IN ('1650', '2390') AND b.balance_minor <> 0;
  SELECT string_agg(s.key, ', ' ORDER BY s.due_on, s.key) INTO v_unposted FROM books.scheduled_journal s
  WHERE s.due_on <= books.month_end(p_month) AND NOT EXISTS (SELECT FROM books.journal j WHERE j.scope = 'schedule' AND j.key = s.key);
  SELECT count(*) INTO v_unsealed FROM books.journal j
  WHERE coalesce(j.adjusts_on, j.business_date) <= books.month_end(p_month) AND j.sequence > coalesce((SELECT max(last_sequence) FROM books.block), 0);

  RETURN (
    SELECT jsonb_agg(jsonb_build_object('check', name, 'ok', ok, 'detail', detail) ORDER BY place)
    FROM (VALUES
      (1, 'state', v_state = CASE p_action WHEN 'soft-close' THEN 'OPEN' WHEN 'hard-close' THEN 'SOFT_CLOSED' WHEN 'close-year' THEN 'SOFT_CLOSED' ELSE v_state END
          AND (p_action <> 'reopen' OR v_state <> 'OPEN'),
        format('the month is %s', translate(lower(v_state), '_', ' ')), true),
      (2, 'month-is-over', v_last IS NOT NULL, CASE WHEN v_last IS NULL THEN format('the books stand at %s', v_today)
        ELSE format('its last day was %s', v_last) END, true),
      (3, 'trial-balance', v_total = 0, CASE v_total WHEN 0 THEN 'debits equal credits' ELSE format('debits less credits are %s', v_total) END, true),
      (4, 'reconciled', v_broken IS NULL, coalesce('control accounts differ: ' || v_broken,
          format('differed on %s and agree since: ', v_last) || v_settled, 'control accounts agree with their accounts'),
        p_action LIKE '%close%'),
      (5, 'suspense', v_suspense IS NULL, coalesce(v_suspense, 'suspense is empty'), p_action LIKE '%close'),
      (11, 'scheduled', v_unposted IS NULL, coalesce('due and not posted: ' || left(v_unposted, 200), 'every scheduled journal is posted'),
        p_action LIKE '%close'),
      (6, 'earlier-months', v_earlier IS NULL, coalesce('still to be closed: ' || v_earlier, 'every earlier month is closed'),
        p_action NOT LIKE 'reopen%'),
      (7, 'sealed', v_unsealed = 0, CASE v_unsealed WHEN 0 THEN 'every journal is sealed' ELSE format('%s journals are not sealed yet', v_unsealed) END,
        p_action = 'hard-close'),
      (8, 'year-closed', v_closed, CASE WHEN v_closed THEN format('%s is closed', v_year) ELSE format('close %s first', v_year) END,
        p_action = 'hard-close' AND extract(month FROM p_month) = 12 OR p_action = 'reopen-year'),
      (9, 'year-not-closed', NOT v_closed, CASE WHEN v_closed THEN format('%s is closed; reopen the year first', v_year) ELSE format('%s is not closed', v_year) END,
        p_action IN ('close-year', 'reopen')),
      (10, 'later-months', v_later IS NULL, coalesce('reopen these first: ' || v_later, 'no later month is closed further'),
        p_action LIKE 'reopen%')
    ) rule (place, name, ok, detail, applies)
    WHERE applies
  );
END $$;
