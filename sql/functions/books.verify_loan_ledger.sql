-- What the journals of loans left on receivable interest, unearned fees and charged-off loans is what the loans say: of the
-- interest, the exact sum of a product rounded once.
CREATE OR REPLACE FUNCTION books.verify_loan_ledger()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  WITH groups AS (
    SELECT l.product, l.method, t.income_account, sum(l.interest_numerator) AS numerator,
      sum(coalesce(paid.minor, 0) + coalesce(stopped.minor, 0)) AS settled_minor
    FROM books.loan l
    JOIN books.loan_terms t ON t.product = l.product AND t.valid_from = l.terms_from
    LEFT JOIN (SELECT account_id, sum(interest_minor) AS minor FROM books.loan_payment p
      WHERE booked AND NOT EXISTS (SELECT FROM books.loan_payment_reversal r WHERE r.payment_id = p.id) GROUP BY 1) paid
      ON paid.account_id = l.account_id
    LEFT JOIN (SELECT account_id, sum(amount_minor) AS minor FROM books.loan_event WHERE kind = 'nonaccrual' GROUP BY 1) stopped
      ON stopped.account_id = l.account_id
    GROUP BY 1, 2, 3
  ), ledger AS (
    SELECT e.ledger_account, sum(e.amount_minor) AS minor
    FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence
    WHERE j.scope LIKE 'loan:%' AND e.ledger_account IN ('1600', '1498', '9030') GROUP BY 1
  ), expected AS (
    SELECT '1600' AS ledger_account, sum(books.half_up(numerator, books.loan_denominator(method)))::numeric AS minor FROM groups
    UNION ALL
    SELECT '1498', sum(fee_earned_minor - fee_minor + restored_earned_minor - restored_minor) FROM books.loan
    UNION ALL
    SELECT '9030', sum(charged_off_minor - recovered_minor) FROM books.loan
  )
  SELECT 'books.ledger_account', format('%s, loans', ledger_account), coalesce(l.minor, 0)::text, coalesce(e.minor, 0)::text
  FROM expected e LEFT JOIN ledger l USING (ledger_account) WHERE coalesce(l.minor, 0) <> coalesce(e.minor, 0)
  UNION ALL
  SELECT 'books.loan_accrual', format('%s, %s', product, method), coalesce(a.numerator, 0)::text,
    (g.numerator + g.settled_minor * books.loan_denominator(method))::text
  FROM groups g LEFT JOIN books.loan_accrual a USING (product, method, income_account)
  WHERE coalesce(a.numerator, 0) <> g.numerator + g.settled_minor * books.loan_denominator(method)
  ORDER BY 1, 2 LIMIT 1
$$;
