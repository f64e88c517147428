-- How much of an origination fee is income by the end of a day: in a straight line over the term, all of it once the loan
-- is paid, no more of it while no interest is booked.
CREATE OR REPLACE FUNCTION books.earned_fee(p_loan books.loan, p_through date)
RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN p_loan.fee_minor = p_loan.fee_earned_minor THEN p_loan.fee_earned_minor
    WHEN p_loan.status = 'paid' THEN p_loan.fee_minor
    WHEN p_loan.status = 'performing' THEN greatest(p_loan.fee_earned_minor, books.half_up(
      p_loan.fee_minor::numeric * (least(p_through + 1, term.ends_on) - p_loan.disbursed_on), term.ends_on - p_loan.disbursed_on))
    ELSE p_loan.fee_earned_minor
  END
  FROM (SELECT (p_loan.first_due_on + make_interval(months => p_loan.term_months - 1))::date AS ends_on) term
$$;
