-- Puts payments whose journals are posted on record and brings their loans to where they stand now: what is unpaid of
-- interest and fees, which installments are covered, and whether nothing is owed any more.
CREATE OR REPLACE FUNCTION books.write_loan_payments(p_payments books.loan_settlement[], p_today date)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO books.loan_payment (
    id, account_id, kind, amount_minor, interest_minor, principal_minor, late_fee_minor, booked, counted_minor, journal_id,
    business_date, recorded_at, actor, scope, key, request_hash, found
  )
  SELECT books.uuid_v7(), p.account_id, p.kind, p.amount_minor, p.interest_minor, p.principal_minor, p.late_fee_minor, p.booked,
    p.counted_minor, p.journal_id, p_today, j.recorded_at, p.actor, p.scope, p.key, p.request_hash, to_jsonb(l)
  FROM unnest(p_payments) p JOIN books.journal j ON j.id = p.journal_id JOIN books.loan l ON l.account_id = p.account_id ORDER BY j.sequence;
  WITH stands AS (
    SELECT p.*, l.covered + installments.more AS covered, l.covered_part_minor + p.counted_minor - installments.minor AS part,
      p.kind <> 'recovery' AND b.balance_minor = 0 AND l.late_fees_minor = p.late_fee_minor AND books.half_up(
        CASE WHEN p.booked THEN l.interest_numerator ELSE l.unbooked_numerator END
          - p.interest_minor * books.loan_denominator(l.method), books.loan_denominator(l.method)) = 0 AS is_paid
    FROM unnest(p_payments) p
    JOIN books.loan l ON l.account_id = p.account_id
    JOIN books.balance b ON b.account_id = p.account_id AND b.stripe = 0
    CROSS JOIN LATERAL (
      -- The last installment is covered when nothing is owed any more, and not before.
      SELECT count(*)::integer AS more, coalesce(sum(s.payment_minor), 0)::bigint AS minor
      FROM (
        SELECT n, payment_minor, sum(payment_minor) OVER (ORDER BY n) AS so_far
        FROM books.loan_installment i
        WHERE i.account_id = l.account_id AND i.n > l.covered AND i.n < l.term_months AND i.due_on <= p_today
          AND i.n <= books.month_number(p_today) - books.month_number(l.first_due_on) + 1
      ) s
      WHERE s.so_far <= l.covered_part_minor + p.counted_minor
    ) installments
  ), changed AS (
    UPDATE books.loan l SET
      interest_numerator = l.interest_numerator
        - CASE WHEN s.booked THEN s.interest_minor * books.loan_denominator(l.method) ELSE 0 END,
      unbooked_numerator = CASE
        WHEN s.is_paid THEN 0
        WHEN s.booked THEN l.unbooked_numerator
        ELSE l.unbooked_numerator - s.interest_minor * books.loan_denominator(l.method) END,
      billed_minor = CASE WHEN s.booked THEN greatest(0, l.billed_minor - s.interest_minor) ELSE l.billed_minor END,
      late_fees_minor = l.late_fees_minor - s.late_fee_minor,
      recovered_minor = l.recovered_minor + CASE s.kind WHEN 'recovery' THEN s.principal_minor ELSE 0 END,
      status = CASE WHEN s.is_paid THEN 'paid' ELSE l.status END,
      covered = CASE WHEN s.is_paid THEN l.term_months WHEN s.kind = 'recovery' THEN l.covered ELSE s.covered END,
      covered_part_minor = CASE WHEN s.is_paid THEN 0 WHEN s.kind = 'recovery' THEN l.covered_part_minor ELSE s.part END,
      next_due_on = CASE WHEN s.is_paid OR s.kind = 'recovery' THEN NULL
        ELSE (SELECT due_on FROM books.loan_installment i WHERE i.account_id = l.account_id AND i.n = s.covered + 1) END
    FROM stands s WHERE s.account_id = l.account_id
    RETURNING l.account_id, s.is_paid, s.amount_minor, s.journal_id, s.actor
  )
  INSERT INTO books.loan_event (account_id, kind, business_date, amount_minor, journal_id, actor)
  SELECT account_id, 'paid-off', p_today, amount_minor, journal_id, actor FROM changed WHERE is_paid ORDER BY account_id;
END $$;
