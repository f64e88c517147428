-- How much of an origination fee is income by the end of a day: in a straight line over the term, all of it once the loan
-- is paid, no more of it while no interest is booked. One expression, so that it costs no call for each loan.
CREATE OR REPLACE FUNCTION books.earned_fee(p_loan books.loan, p_through date)
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN p_loan.fee_minor = p_loan.fee_earned_minor THEN p_loan.fee_earned_minor
    WHEN p_loan.status = 'paid' THEN p_loan.fee_minor
    WHEN p_loan.status = 'performing' THEN greatest(p_loan.fee_earned_minor, books.half_up(
      p_loan.fee_minor::numeric * (least(p_through + 1, p_loan.last_due_on) - p_loan.disbursed_on),
      p_loan.last_due_on - p_loan.disbursed_on))
    ELSE p_loan.fee_earned_minor
  END
$$;
