-- What loans owe at the beginning of a business date; interest has run through the day before, or further where the day's
-- end has accrued it already. interest_due is what a payment pays first; interest all that has been earned; due the
-- installments whose date has come, less what is paid of them, and with the last of them all that is left.
CREATE OR REPLACE FUNCTION books.loan_positions(p_loans uuid[], p_today date)
RETURNS TABLE (
  account_id uuid, status text, principal_minor bigint, interest_minor bigint, interest_due_minor bigint,
  late_fees_minor bigint, due_minor bigint, owed_minor bigint, days_past_due integer
) LANGUAGE sql STABLE AS $$
  SELECT l.account_id, l.status, b.balance_minor, interest.minor, interest.due_minor, late.minor,
    CASE
      WHEN l.status = 'charged-off' THEN l.charged_off_minor - l.recovered_minor
      WHEN installments.has_last THEN b.balance_minor + interest.due_minor
      ELSE greatest(0, least(installments.minor - l.covered_part_minor, b.balance_minor + interest.due_minor))
    END,
    CASE l.status WHEN 'charged-off' THEN l.charged_off_minor - l.recovered_minor
      ELSE b.balance_minor + interest.minor + late.minor END,
    coalesce(greatest(0, p_today - l.next_due_on), 0)
  FROM unnest(p_loans) wanted (id)
  JOIN books.loan l ON l.account_id = wanted.id
  JOIN books.balance b ON b.account_id = l.account_id AND b.stripe = 0
  CROSS JOIN LATERAL books.loan_interest(l.account_id, l.status, l.method, l.rate_ppm,
    CASE l.status WHEN 'nonaccrual' THEN l.unbooked_numerator ELSE l.interest_numerator END, l.accrued_through, l.first_due_on,
    b.balance_minor, p_today - 1) grown
  CROSS JOIN LATERAL (
    SELECT books.half_up(CASE l.status WHEN 'nonaccrual' THEN l.unbooked_numerator ELSE l.interest_numerator END
      + grown.numerator, books.loan_denominator(l.method)) AS minor
  ) earned
  CROSS JOIN LATERAL (
    SELECT CASE WHEN l.status IN ('performing', 'nonaccrual') THEN earned.minor ELSE 0 END AS minor,
      CASE
        WHEN l.status = 'performing' AND l.method = '30/360'
          THEN coalesce(books.half_up(grown.at_month_end, 360000000), l.billed_minor)
        WHEN l.status IN ('performing', 'nonaccrual') THEN earned.minor
        ELSE 0
      END AS due_minor
  ) interest
  CROSS JOIN LATERAL (
    SELECT CASE WHEN l.status IN ('performing', 'nonaccrual') THEN l.late_fees_minor ELSE 0 END AS minor
  ) late
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(s.payment_minor), 0)::bigint AS minor, coalesce(max(s.n) = l.term_months, false) AS has_last
    FROM books.loan_installment s
    WHERE s.account_id = l.account_id AND s.due_on <= p_today AND s.n > l.covered
      AND s.n <= books.month_number(p_today) - books.month_number(l.first_due_on) + 1
  ) installments
$$;
