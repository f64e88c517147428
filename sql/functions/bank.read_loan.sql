-- Everything of one loan in one answer. What is owed is as of the beginning of the business date; a payoff on a later day
-- takes the per diem besides, for each day until then.
CREATE OR REPLACE FUNCTION bank.read_loan(p_account uuid)
RETURNS json LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT json_build_object(
    'accountId', l.account_id, 'number', a.number, 'name', a.name, 'customerId', a.customer_id, 'product', l.product,
    'productName', g.name, 'method', l.method, 'status', l.status, 'ratePpm', l.rate_ppm, 'termMonths', l.term_months,
    'principalMinor', l.principal_minor::text, 'paymentMinor', l.payment_minor::text, 'feeMinor', l.fee_minor::text,
    'disbursedOn', l.disbursed_on, 'firstDueOn', l.first_due_on, 'nextDueOn', l.next_due_on, 'paymentAccountId', l.payment_account,
    'paymentNumber', payer.number, 'lateFeeMinor', t.late_fee_minor::text, 'lateFeePpm', t.late_fee_ppm, 'graceDays', t.grace_days,
    'businessDate', d.business_date, 'owedMinor', p.owed_minor::text, 'principalLeftMinor', p.principal_minor::text,
    'interestMinor', p.interest_minor::text, 'lateFeesMinor', p.late_fees_minor::text, 'dueMinor', p.due_minor::text,
    'daysPastDue', p.days_past_due, 'covered', l.covered, 'coveredPartMinor', l.covered_part_minor::text,
    'perDiemMinor', CASE WHEN l.status IN ('performing', 'nonaccrual')
      THEN books.half_up(p.principal_minor::numeric * l.rate_ppm, books.loan_denominator(l.method)) ELSE 0 END::text,
    'installments', (
      SELECT json_agg(json_build_object('n', s.n, 'dueOn', s.due_on, 'paymentMinor', s.payment_minor::text,
        'interestMinor', s.interest_minor::text, 'principalMinor', s.principal_minor::text,
        'balanceAfterMinor', s.balance_after_minor::text) ORDER BY s.n)
      FROM books.loan_installment s WHERE s.account_id = l.account_id),
    'payments', (
      SELECT coalesce(json_agg(books.loan_payment_answer(paid, 'posted') || jsonb_build_object('takenBackOn', back.business_date)
        ORDER BY paid.sequence DESC), '[]')
      FROM books.loan_payment paid LEFT JOIN books.loan_payment_reversal back ON back.payment_id = paid.id WHERE paid.account_id = l.account_id),
    'restorable', l.status = 'nonaccrual' AND p.due_minor = 0,
    'events', (
      SELECT coalesce(json_agg(json_build_object('kind', e.kind, 'businessDate', e.business_date, 'amountMinor', e.amount_minor::text,
        'installment', e.installment) ORDER BY e.sequence DESC), '[]')
      FROM books.loan_event e WHERE e.account_id = l.account_id))
  FROM books.loan l
  JOIN books.account a ON a.id = l.account_id
  JOIN books.account payer ON payer.id = l.payment_account
  JOIN books.product g ON g.code = l.product
  JOIN books.loan_terms t ON t.product = l.product AND t.valid_from = l.terms_from
  CROSS JOIN books.business_date d
  CROSS JOIN LATERAL books.loan_positions(ARRAY[l.account_id], d.business_date) p
  WHERE l.account_id = p_account
$$;
COMMENT ON FUNCTION bank.read_loan IS 'A loan with its terms, what is owed, its schedule, payments and events; null for an account that is none.';
GRANT EXECUTE ON FUNCTION bank.read_loan TO bank_app, bank_operator;
