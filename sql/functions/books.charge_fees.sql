-- Posts the fees that are to be charged and puts every decision on record. What an account must have for its fee is looked at
-- under its lock; a fee that it can't pay, or that its limits refuse, is not posted: uncollected.
-- p_decisions: [{account, outcome: charge|waived, rule, figure, minor, needsMinor?}].
CREATE OR REPLACE FUNCTION books.charge_fees(p_date date, p_fee text, p_period date, p_decisions jsonb)
RETURNS jsonb LANGUAGE plpgsql SET jit = false AS $$
DECLARE
  v_title CONSTANT text := CASE p_fee WHEN 'P12' THEN 'Service charge' ELSE 'Overdraft fee' END;
  v_income CONSTANT text := CASE p_fee WHEN 'P12' THEN '6020' ELSE '6025' END;
  v_charges jsonb;
  v_refused integer[];
  v_result jsonb;
BEGIN
  PERFORM books.lock_balances(ARRAY(
    SELECT (d ->> 'account')::uuid FROM jsonb_array_elements(p_decisions) d WHERE d ->> 'outcome' = 'charge'
    UNION ALL SELECT books.house_account_id(v_income)));
  SELECT coalesce(jsonb_agg(jsonb_build_object(
      'key', format('fee/%s/%s/%s', p_fee, d ->> 'account', p_period), 'template', p_fee, 'description', v_title,
      'reference', CASE p_fee WHEN 'P12' THEN to_char(p_period, 'YYYY-MM') ELSE p_period::text END,
      'entries', jsonb_build_array(
        jsonb_build_object('account', d ->> 'account', 'minor', d ->> 'minor', 'currency', 'USD'),
        jsonb_build_object('gl', v_income, 'minor', (-(d ->> 'minor')::bigint)::text, 'currency', 'USD')))
    ORDER BY d ->> 'account'), '[]')
  INTO v_charges
  FROM jsonb_array_elements(p_decisions) d JOIN books.balance b ON b.account_id = (d ->> 'account')::uuid AND b.stripe = 0
  WHERE d ->> 'outcome' = 'charge' AND -b.balance_minor >= coalesce((d ->> 'needsMinor')::bigint, -b.balance_minor);
  SELECT array_agg((r ->> 'ord')::integer + 1) INTO v_refused FROM jsonb_array_elements(books.post_day_journals(v_charges)) r;

  WITH posted AS (
    SELECT charge #>> '{entries,0,account}' AS account
    FROM jsonb_array_elements(v_charges) WITH ORDINALITY AS item (charge, place) WHERE place <> ALL (coalesce(v_refused, '{}'))
  ), decided AS (
    INSERT INTO books.fee_decision (account_id, fee, period_start, booked_on, outcome, rule, figure, amount_minor)
    SELECT (d ->> 'account')::uuid, p_fee, p_period, p_date,
      CASE WHEN d ->> 'outcome' = 'waived' THEN 'waived' WHEN p.account IS NULL THEN 'uncollected' ELSE 'charged' END,
      d ->> 'rule', d ->> 'figure', (d ->> 'minor')::bigint
    FROM jsonb_array_elements(p_decisions) d LEFT JOIN posted p ON p.account = d ->> 'account'
    ORDER BY d ->> 'account'
    RETURNING outcome
  )
  SELECT coalesce(jsonb_object_agg(outcome, decisions), '{}') INTO v_result
  FROM (SELECT outcome, count(*) AS decisions FROM decided GROUP BY outcome) by_outcome;
  RETURN v_result;
END $$;
