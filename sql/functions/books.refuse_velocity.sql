-- Says which limit, how much of it is used, what was asked, and what would pass.
CREATE OR REPLACE FUNCTION books.refuse_velocity(p_use jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_account books.account;
  v_window integer := (p_use ->> 'window_days')::integer;
  v_left numeric := (p_use ->> 'max_minor')::numeric - (p_use ->> 'used_minor')::numeric;
  v_days text := CASE v_window WHEN 1 THEN 'a day' ELSE format('%s days', v_window) END;
  v_detail jsonb := jsonb_build_object('journal', (p_use ->> 'ord')::integer - 1, 'accountId', p_use ->> 'account_id',
    'windowDays', v_window);
BEGIN
  SELECT * INTO v_account FROM books.account WHERE id = (p_use ->> 'account_id')::uuid;
  IF (p_use ->> 'out_minor')::numeric > v_left THEN
    PERFORM books.refuse('LB021', format('Account %s may pay out %s in %s; %s of it is used, so %s would pass.',
      v_account.number, books.money_text((p_use ->> 'max_minor')::numeric, v_account.currency), v_days,
      books.money_text((p_use ->> 'used_minor')::numeric, v_account.currency),
      books.money_text(greatest(v_left, 0), v_account.currency)),
      v_detail || jsonb_build_object('rule', 'velocity-amount', 'limitMinor', p_use ->> 'max_minor', 'usedMinor',
        p_use ->> 'used_minor', 'neededMinor', p_use ->> 'out_minor', 'wouldPassMinor', greatest(v_left, 0)::text));
  END IF;
  PERFORM books.refuse('LB021', format('Account %s may pay out %s times in %s, and has.', v_account.number,
    p_use ->> 'max_count', v_days),
    v_detail || jsonb_build_object('rule', 'velocity-count', 'limitCount', (p_use ->> 'max_count')::integer, 'usedCount',
      (p_use ->> 'used_count')::integer, 'wouldPassMinor', '0'));
END $$;
