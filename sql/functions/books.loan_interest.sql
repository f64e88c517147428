-- The interest that a loan has earned since it was last accrued and through a date, as a numerator; and, where a month of
-- a 30/360 loan ended in between, the whole numerator at the last such end. There it becomes whole cents, half up, as the
-- schedule has it. By 30/360 a month bears interest on what the schedule leaves, or on less where more was paid.
CREATE OR REPLACE FUNCTION books.loan_interest(p_loan books.loan, p_principal bigint, p_through date)
RETURNS TABLE (numerator numeric, at_month_end numeric) LANGUAGE sql STABLE AS $$
  SELECT grown.numerator, grown.at_month_end
  FROM (SELECT CASE p_loan.status WHEN 'nonaccrual' THEN p_loan.unbooked_numerator ELSE p_loan.interest_numerator END AS minor) carried
  CROSS JOIN LATERAL (
    SELECT CASE
        WHEN p_loan.status NOT IN ('performing', 'nonaccrual') OR p_through <= p_loan.accrued_through THEN 0
        ELSE p_principal::numeric * p_loan.rate_ppm * (p_through - p_loan.accrued_through)
      END AS numerator, NULL::numeric AS at_month_end
    WHERE p_loan.method = 'ACT/365'
    UNION ALL
    SELECT coalesce(sum(part.grown), 0), carried.minor + sum(part.grown) FILTER (WHERE part.is_over)
    FROM (
      SELECT month.is_over, CASE
          WHEN month.is_over THEN
            books.half_up(month.brought + month.grown, 360000000) * 360000000::numeric - month.brought
          ELSE month.grown
        END AS grown
      FROM (
        SELECT s.due_on <= p_through + 1 AS is_over,
          CASE WHEN s.n = min(s.n) OVER () THEN carried.minor ELSE 0 END AS brought,
          least(p_principal, s.balance_after_minor + s.principal_minor)::numeric * p_loan.rate_ppm * (
            books.day_of_360(least(p_through + 1, s.due_on))
            - books.day_of_360(greatest(p_loan.accrued_through + 1, s.starts_on))) AS grown
        FROM books.loan_installment s
        WHERE s.account_id = p_loan.account_id AND p_loan.status IN ('performing', 'nonaccrual')
          AND s.n >= books.month_number(p_loan.accrued_through) - books.month_number(p_loan.first_due_on) + 1
          AND s.n <= books.month_number(p_through) - books.month_number(p_loan.first_due_on) + 2
          AND s.due_on > p_loan.accrued_through + 1 AND s.starts_on <= p_through
      ) month
    ) part
    HAVING p_loan.method = '30/360'
  ) grown
$$;
