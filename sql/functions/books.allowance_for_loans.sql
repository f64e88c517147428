-- The allowance for the loans of the sub-ledger as it stands (before) and as they require it: their principal less what is
-- unearned of their fees, times the loss rate of their product, each product rounded; nonaccrual loans one by one.
-- What the bank holds for loans it keeps in total stands on 1499 too and is none of this.
CREATE OR REPLACE FUNCTION books.allowance_for_loans()
RETURNS TABLE (before_minor bigint, required_minor bigint) LANGUAGE sql STABLE AS $$
  WITH cost AS (
    SELECT l.product, t.loss_rate_ppm, t.nonaccrual_loss_ppm, l.status,
      b.balance_minor - l.fee_minor + l.fee_earned_minor - l.restored_minor + l.restored_earned_minor AS minor
    FROM books.loan l
    JOIN books.loan_terms t ON t.product = l.product AND t.valid_from = l.terms_from
    JOIN books.balance b ON b.account_id = l.account_id AND b.stripe = 0
    WHERE l.status IN ('performing', 'nonaccrual')
  ), required AS (
    SELECT books.half_up(sum(minor) * loss_rate_ppm, 1000000) AS minor
    FROM cost WHERE status = 'performing' GROUP BY product, loss_rate_ppm
    UNION ALL
    SELECT books.half_up(minor::numeric * nonaccrual_loss_ppm, 1000000) FROM cost WHERE status = 'nonaccrual'
  )
  SELECT (
      SELECT coalesce(-sum(e.amount_minor), 0)::bigint FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence
      WHERE e.account_id = books.house_account_id('1499') AND j.scope LIKE 'loan:%'),
    greatest(0, (SELECT coalesce(sum(minor), 0)::bigint FROM required))
$$;
