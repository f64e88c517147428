-- L05. Loans that are so many days past due earn in the books no more: what they were booked and did not pay is taken back
-- out of income, or out of what is unearned where it came along when the loan returned to accrual. They still owe it.
CREATE OR REPLACE FUNCTION books.stop_loan_accruals(p_date date)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_stopped jsonb;
BEGIN
  SELECT coalesce(jsonb_agg(jsonb_build_object('loan', l.account_id, 'number', a.number, 'income', t.income_account,
    'minor', i.minor, 'unearned', least(i.minor, l.restored_minor - l.restored_earned_minor), 'journal', books.uuid_v7()) ORDER BY a.number), '[]')
  INTO v_stopped
  FROM books.loan l
  JOIN books.account a ON a.id = l.account_id
  JOIN books.loan_terms t ON t.product = l.product AND t.valid_from = l.terms_from
  CROSS JOIN LATERAL (SELECT greatest(books.half_up(l.interest_numerator, books.loan_denominator(l.method)), 0) AS minor) i
  WHERE l.status = 'performing' AND l.next_due_on <= p_date - t.nonaccrual_days;
  PERFORM books.post_loan_journals((
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', s ->> 'journal', 'scope', 'loan:day', 'key', format('nonaccrual %s %s', s ->> 'loan', p_date),
      'requestHash', 'nonaccrual', 'template', 'L05', 'description', 'Loan put on nonaccrual', 'reference', s ->> 'number', 'entries',
      (SELECT jsonb_agg(jsonb_build_object('gl', gl, 'minor', minor::text, 'currency', 'USD') ORDER BY place)
        FROM (VALUES (1, s ->> 'income', (s ->> 'minor')::bigint - (s ->> 'unearned')::bigint), (2, '1498', (s ->> 'unearned')::bigint),
          (3, '1600', -(s ->> 'minor')::bigint)) line (place, gl, minor) WHERE minor <> 0))), '[]')
    FROM jsonb_array_elements(v_stopped) s WHERE (s ->> 'minor')::bigint > 0));
  UPDATE books.loan l SET status = 'nonaccrual', unbooked_numerator = l.interest_numerator, billed_minor = 0,
    restored_minor = l.restored_minor - (s ->> 'unearned')::bigint,
    interest_numerator = l.interest_numerator - (s ->> 'minor')::bigint * books.loan_denominator(l.method)
  FROM jsonb_array_elements(v_stopped) s WHERE l.account_id = (s ->> 'loan')::uuid;
  INSERT INTO books.loan_event (account_id, kind, business_date, amount_minor, journal_id, actor)
  SELECT (s ->> 'loan')::uuid, 'nonaccrual', p_date, (s ->> 'minor')::bigint,
    CASE WHEN (s ->> 'minor')::bigint > 0 THEN (s ->> 'journal')::uuid END, 'end-of-day'
  FROM jsonb_array_elements(v_stopped) s;
  RETURN jsonb_array_length(v_stopped);
END $$;
