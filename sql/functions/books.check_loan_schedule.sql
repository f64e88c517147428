-- A schedule adds up: one row a month from the first due date on, each with a twelfth of the rate on what is left, half up,
-- level payments but for the last, which clears the rest. Says at which row it does not.
CREATE OR REPLACE FUNCTION books.check_loan_schedule(p jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_months integer := (p ->> 'termMonths')::integer;
  v_wrong record;
BEGIN
  IF jsonb_array_length(p -> 'installments') IS DISTINCT FROM v_months THEN
    PERFORM books.refuse('LB038', format('A loan over %s months has as many installments, not %s.', v_months,
      coalesce(jsonb_array_length(p -> 'installments'), 0)), jsonb_build_object('rule', 'installments', 'termMonths', v_months::text));
  END IF;
  WITH row AS (
    SELECT n, (r ->> 'dueOn')::date AS due_on, (r ->> 'paymentMinor')::bigint AS payment, (r ->> 'interestMinor')::bigint AS interest,
      (r ->> 'principalMinor')::bigint AS principal, (r ->> 'balanceAfterMinor')::bigint AS balance_after,
      lag((r ->> 'balanceAfterMinor')::bigint, 1, (p ->> 'principalMinor')::bigint) OVER (ORDER BY n) AS balance
    FROM jsonb_array_elements(p -> 'installments') WITH ORDINALITY rows (r, n)
  ), judged AS (
    SELECT n, CASE
        WHEN due_on IS DISTINCT FROM ((p ->> 'firstDueOn')::date + make_interval(months => n::integer - 1))::date THEN 'its due date'
        WHEN interest IS DISTINCT FROM books.half_up(balance::numeric * (p ->> 'ratePpm')::integer, 12000000) THEN 'its interest'
        WHEN payment IS DISTINCT FROM interest + principal OR n < v_months AND payment <> (p ->> 'paymentMinor')::bigint
          THEN 'its payment'
        WHEN principal <= 0 OR balance_after IS DISTINCT FROM balance - principal OR n = v_months AND balance_after <> 0
          OR payment > 2 * (p ->> 'paymentMinor')::bigint THEN 'its principal'
      END AS what
    FROM row
  )
  SELECT n, what INTO v_wrong FROM judged WHERE what IS NOT NULL ORDER BY n LIMIT 1;
  IF FOUND THEN
    PERFORM books.refuse('LB038', format('Installment %s of the schedule does not add up: %s.', v_wrong.n, v_wrong.what),
      jsonb_build_object('rule', 'schedule', 'installment', v_wrong.n::text));
  END IF;
END $$;
