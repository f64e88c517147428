-- How much of the interest that a loan brought along when it returned to accrual is income by the end of a day: in a straight
-- line over the rest of the term, as its fee is.
CREATE OR REPLACE FUNCTION books.earned_restored(p_loan books.loan, p_through date)
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN p_loan.restored_minor = p_loan.restored_earned_minor THEN p_loan.restored_earned_minor
    WHEN p_loan.status = 'paid' THEN p_loan.restored_minor
    WHEN p_loan.status = 'performing' THEN greatest(p_loan.restored_earned_minor, books.half_up(
      p_loan.restored_minor::numeric * (least(p_through + 1, p_loan.last_due_on) - p_loan.restored_on),
      greatest(p_loan.last_due_on - p_loan.restored_on, 1)))
    ELSE p_loan.restored_earned_minor
  END
$$;
