-- Each loan by itself: its balance, its fees and what its installments were paid, from its payments and events again.
CREATE OR REPLACE FUNCTION books.verify_loan_rows()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  WITH paid AS (
    SELECT account_id, sum(principal_minor) FILTER (WHERE kind <> 'recovery') AS principal,
      sum(principal_minor) FILTER (WHERE kind = 'recovery') AS recovered, sum(late_fee_minor) AS late_fee, sum(counted_minor) AS counted
    FROM books.loan_payment p WHERE NOT EXISTS (SELECT FROM books.loan_payment_reversal r WHERE r.payment_id = p.id)
    GROUP BY account_id
  ), told AS (
    SELECT account_id, sum(amount_minor) FILTER (WHERE kind = 'late-fee') AS late_fee,
      sum(amount_minor) FILTER (WHERE kind = 'charged-off') AS charged_off
    FROM books.loan_event GROUP BY account_id
  ), schedule AS (
    SELECT s.account_id, count(*) AS months, sum(s.principal_minor) AS principal,
      sum(s.payment_minor) FILTER (WHERE s.n <= l.covered) AS covered, min(s.due_on) FILTER (WHERE s.n = l.covered + 1) AS next_due_on
    FROM books.loan_installment s JOIN books.loan l ON l.account_id = s.account_id GROUP BY s.account_id
  ), facts AS (
    SELECT l.account_id,
      jsonb_build_object('balance', b.balance_minor, 'lateFees', l.late_fees_minor, 'chargedOff', l.charged_off_minor,
        'recovered', l.recovered_minor, 'months', s.months, 'scheduled', s.principal,
        'counted', CASE WHEN l.status IN ('performing', 'nonaccrual') THEN coalesce(s.covered, 0) + l.covered_part_minor END,
        'nextDueOn', l.next_due_on, 'ledgerAccount', b.ledger_account) AS stored,
      jsonb_build_object('balance', l.principal_minor - coalesce(p.principal, 0) - coalesce(t.charged_off, 0),
        'lateFees', coalesce(t.late_fee, 0) - coalesce(p.late_fee, 0), 'chargedOff', coalesce(t.charged_off, 0),
        'recovered', coalesce(p.recovered, 0), 'months', l.term_months, 'scheduled', l.principal_minor,
        'counted', CASE WHEN l.status IN ('performing', 'nonaccrual') THEN coalesce(p.counted, 0) END,
        'nextDueOn', CASE WHEN l.status IN ('performing', 'nonaccrual') THEN s.next_due_on END,
        'ledgerAccount', product.ledger_account) AS expected
    FROM books.loan l
    JOIN books.product product ON product.code = l.product
    JOIN books.balance b ON b.account_id = l.account_id AND b.stripe = 0
    LEFT JOIN paid p ON p.account_id = l.account_id
    LEFT JOIN told t ON t.account_id = l.account_id
    LEFT JOIN schedule s ON s.account_id = l.account_id
  )
  SELECT 'books.loan', format('account %s', account_id), stored::text, expected::text
  FROM facts WHERE stored <> expected ORDER BY account_id LIMIT 1
$$;
