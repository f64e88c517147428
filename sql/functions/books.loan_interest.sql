-- The interest that a loan has earned since it was last accrued and through a date, as a numerator; and, where a month of
-- a 30/360 loan ended in between, the whole numerator at the last such end. There it becomes whole cents, half up, as the
-- schedule has it. By 30/360 a month bears interest on what the schedule leaves, or on less where more was paid.
-- Its parameters are the loan's, one by one, so that it is planned into the statement that asks for all loans.
CREATE OR REPLACE FUNCTION books.loan_interest(
  p_account uuid, p_status text, p_method text, p_rate_ppm integer, p_carried numeric, p_accrued_through date,
  p_first_due_on date, p_principal bigint, p_through date
)
RETURNS TABLE (numerator numeric, at_month_end numeric) LANGUAGE sql STABLE AS $$
  SELECT CASE
      WHEN p_status NOT IN ('performing', 'nonaccrual') OR p_through <= p_accrued_through THEN 0
      ELSE p_principal::numeric * p_rate_ppm * (p_through - p_accrued_through)
    END, NULL::numeric
  WHERE p_method = 'ACT/365'
  UNION ALL
  SELECT coalesce(sum(part.grown), 0), p_carried + sum(part.grown) FILTER (WHERE part.is_over)
  FROM (
    SELECT month.is_over, CASE
        WHEN month.is_over THEN books.half_up(month.brought + month.grown, 360000000) * 360000000::numeric - month.brought
        ELSE month.grown
      END AS grown
    FROM (
      SELECT s.due_on <= p_through + 1 AS is_over,
        CASE WHEN s.n = min(s.n) OVER () THEN p_carried ELSE 0 END AS brought,
        least(p_principal, s.balance_after_minor + s.principal_minor)::numeric * p_rate_ppm * (
          books.day_of_360(least(p_through + 1, s.due_on)) - books.day_of_360(greatest(p_accrued_through + 1, s.starts_on))) AS grown
      FROM books.loan_installment s
      WHERE s.account_id = p_account AND p_status IN ('performing', 'nonaccrual')
        AND s.n >= books.month_number(p_accrued_through) - books.month_number(p_first_due_on) + 1
        AND s.n <= books.month_number(p_through) - books.month_number(p_first_due_on) + 2
        AND s.due_on > p_accrued_through + 1 AND s.starts_on <= p_through
    ) month
  ) part
  HAVING p_method = '30/360'
$$;
