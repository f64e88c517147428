-- The rows of a loan whose account is there and whose schedule adds up. Interest runs from the day the money is paid out;
-- by 30/360 from a month before the first payment.
CREATE OR REPLACE FUNCTION books.write_loan(p jsonb, p_terms books.loan_terms, p_today date)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_first date := (p ->> 'firstDueOn')::date;
  v_from date := CASE p_terms.method WHEN '30/360' THEN (v_first - interval '1 month')::date ELSE p_today END;
BEGIN
  INSERT INTO books.loan (
    account_id, product, terms_from, method, principal_minor, rate_ppm, term_months, payment_minor, fee_minor, disbursed_on,
    interest_from, first_due_on, last_due_on, payment_account, status, accrued_through, next_due_on, scope, key, request_hash, journal_id
  )
  VALUES (
    (p ->> 'id')::uuid, p_terms.product, p_terms.valid_from, p_terms.method, (p ->> 'principalMinor')::bigint,
    (p ->> 'ratePpm')::integer, (p ->> 'termMonths')::integer, (p ->> 'paymentMinor')::bigint, (p ->> 'feeMinor')::bigint, p_today,
    v_from, v_first, (p #>> '{installments,-1,dueOn}')::date, (p ->> 'paymentAccount')::uuid, 'performing', v_from - 1, v_first, 'loan:' || (p ->> 'scope'), p ->> 'key',
    p ->> 'requestHash', (p ->> 'journalId')::uuid
  );
  INSERT INTO books.loan_installment (
    account_id, n, starts_on, due_on, payment_minor, interest_minor, principal_minor, balance_after_minor
  )
  SELECT (p ->> 'id')::uuid, n, lag((r ->> 'dueOn')::date, 1, v_from) OVER (ORDER BY n), (r ->> 'dueOn')::date,
    (r ->> 'paymentMinor')::bigint, (r ->> 'interestMinor')::bigint, (r ->> 'principalMinor')::bigint,
    (r ->> 'balanceAfterMinor')::bigint
  FROM jsonb_array_elements(p -> 'installments') WITH ORDINALITY rows (r, n);
  INSERT INTO books.loan_event (account_id, kind, business_date, amount_minor, journal_id, actor)
  VALUES ((p ->> 'id')::uuid, 'originated', p_today, (p ->> 'principalMinor')::bigint, (p ->> 'journalId')::uuid, p ->> 'actor');
END $$;
