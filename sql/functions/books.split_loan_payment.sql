-- L03. What a payment pays: interest first, then principal up to the installments that are due, then late fees; what is
-- left lowers the principal further, and pays last the interest of a month under way. Once no interest is booked any
-- more (nonaccrual), principal comes first. The amount is no more than what is owed.
CREATE OR REPLACE FUNCTION books.split_loan_payment(p_position jsonb, p_amount bigint)
RETURNS TABLE (interest_minor bigint, principal_minor bigint, late_fee_minor bigint, counted_minor bigint)
LANGUAGE sql IMMUTABLE AS $$
  SELECT p_amount - parts.principal - parts.late_fee, parts.principal, parts.late_fee, least(p_amount, facts.due)
  FROM (
    SELECT (p_position ->> 'principal_minor')::bigint AS principal, (p_position ->> 'interest_minor')::bigint AS interest,
      (p_position ->> 'interest_due_minor')::bigint AS interest_due, (p_position ->> 'late_fees_minor')::bigint AS late_fees,
      (p_position ->> 'due_minor')::bigint AS due, p_position ->> 'status' AS status
  ) facts
  CROSS JOIN LATERAL (
    SELECT CASE status
      WHEN 'performing' THEN least(late_fees, greatest(0, p_amount - greatest(due, interest_due)))
      WHEN 'nonaccrual' THEN greatest(0, p_amount - principal - interest)
      ELSE 0 END AS minor
  ) fee
  CROSS JOIN LATERAL (
    SELECT fee.minor AS late_fee, CASE status
      WHEN 'performing' THEN least(principal, p_amount - least(p_amount, interest_due) - fee.minor)
      WHEN 'nonaccrual' THEN least(principal, p_amount)
      ELSE p_amount END AS principal
  ) parts
$$;
