-- Every account that the loans' step of a day may post to. They are locked before the first of its journals: one set of
-- locks after the other would be out of order, and could deadlock with a journal over an account and interest receivable.
CREATE OR REPLACE FUNCTION books.loan_day_accounts(p_date date)
RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(DISTINCT account_id)
  FROM (
    SELECT unnest(ARRAY[account_id, payment_account]) AS account_id FROM books.loan
    WHERE next_due_on <= p_date AND status IN ('performing', 'nonaccrual')
    UNION ALL
    SELECT books.house_account_id(code) FROM unnest(ARRAY['1498', '1499', '1600', '5210', '9030', '9099']) code
    UNION ALL
    SELECT books.house_account_id(income_account) FROM books.loan_terms
  ) touched
$$;
