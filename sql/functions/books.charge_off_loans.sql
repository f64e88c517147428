-- L07. At the end of the month in which a loan is past due for so many days, its principal is given up: out of the
-- allowance, less what was never earned of its fee. Collecting goes on, which memo accounts remember; interest and fees
-- are not asked for any more. Source: Uniform Retail Credit Classification and Account Management Policy, 65 FR 36903.
CREATE OR REPLACE FUNCTION books.charge_off_loans(p_date date)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_lost jsonb;
BEGIN
  SELECT coalesce(jsonb_agg(jsonb_build_object('loan', l.account_id, 'number', a.number, 'minor', b.balance_minor,
    'fee', l.fee_minor - l.fee_earned_minor + l.restored_minor - l.restored_earned_minor, 'journal', books.uuid_v7()) ORDER BY a.number), '[]')
  INTO v_lost
  FROM books.loan l
  JOIN books.account a ON a.id = l.account_id
  JOIN books.balance b ON b.account_id = l.account_id AND b.stripe = 0
  JOIN books.loan_terms t ON t.product = l.product AND t.valid_from = l.terms_from
  WHERE l.status = 'nonaccrual' AND l.next_due_on <= books.month_end(p_date) - t.charge_off_days;
  PERFORM books.post_loan_journals((
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', s ->> 'journal', 'scope', 'loan:day', 'key', format('charge-off %s', s ->> 'loan'),
      'requestHash', 'charge-off', 'template', 'L07', 'description', 'Loan charged off', 'reference', s ->> 'number', 'entries', (
        SELECT jsonb_agg(target || jsonb_build_object('minor', minor::text, 'currency', 'USD') ORDER BY place)
        FROM (VALUES
          (1, '{"gl": "1499"}', (s ->> 'minor')::bigint - (s ->> 'fee')::bigint), (2, '{"gl": "1498"}', (s ->> 'fee')::bigint),
          (3, jsonb_build_object('account', s ->> 'loan'), -(s ->> 'minor')::bigint),
          (4, '{"gl": "9030"}', (s ->> 'minor')::bigint), (5, '{"gl": "9099"}', -(s ->> 'minor')::bigint)
        ) line (place, target, minor) WHERE minor <> 0))), '[]')
    FROM jsonb_array_elements(v_lost) s WHERE (s ->> 'minor')::bigint > 0 OR (s ->> 'fee')::bigint > 0));
  UPDATE books.loan l SET status = 'charged-off', charged_off_minor = (s ->> 'minor')::bigint, fee_earned_minor = l.fee_minor,
    restored_earned_minor = l.restored_minor,
    unbooked_numerator = 0, next_due_on = NULL
  FROM jsonb_array_elements(v_lost) s WHERE l.account_id = (s ->> 'loan')::uuid;
  INSERT INTO books.loan_event (account_id, kind, business_date, amount_minor, journal_id, actor)
  SELECT (s ->> 'loan')::uuid, 'charged-off', p_date, (s ->> 'minor')::bigint,
    CASE WHEN (s ->> 'minor')::bigint > 0 OR (s ->> 'fee')::bigint > 0 THEN (s ->> 'journal')::uuid END, 'end-of-day'
  FROM jsonb_array_elements(v_lost) s;
  RETURN jsonb_array_length(v_lost);
END $$;
