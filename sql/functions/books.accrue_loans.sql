-- L02. Brings the interest of loans (of all where none are named) up to the end of a day and answers the journals that
-- the ledger needs for it, one a product: what is booked follows the exact sum, rounded once. What is left of a loan that
-- ended, less than a cent, leaves the sum here; so does what was not earned yet of the fee of one that was paid, and of
-- the interest that a loan brought along when it returned to accrual.
CREATE OR REPLACE FUNCTION books.accrue_loans(p_loans uuid[], p_through date, p_key text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_journals jsonb;
BEGIN
  WITH found AS MATERIALIZED (
    SELECT l.account_id, l.product, l.method, t.income_account,
      CASE l.status WHEN 'performing' THEN i.numerator ELSE -l.interest_numerator END AS booked,
      CASE l.status WHEN 'nonaccrual' THEN i.numerator ELSE 0 END AS unbooked,
      CASE l.status WHEN 'performing' THEN books.half_up(i.at_month_end, 360000000) END AS billed,
      books.earned_fee(l, p_through) - l.fee_earned_minor AS earned,
      books.earned_restored(l, p_through) - l.restored_earned_minor AS restored
    FROM books.loan l
    JOIN books.loan_terms t ON t.product = l.product AND t.valid_from = l.terms_from
    JOIN books.balance b ON b.account_id = l.account_id AND b.stripe = 0
    CROSS JOIN LATERAL books.loan_interest(l.account_id, l.status, l.method, l.rate_ppm,
      CASE l.status WHEN 'nonaccrual' THEN l.unbooked_numerator ELSE l.interest_numerator END, l.accrued_through, l.first_due_on,
      b.balance_minor, p_through) i
    WHERE (p_loans IS NULL OR l.account_id = ANY (p_loans))
      AND CASE WHEN l.status IN ('performing', 'nonaccrual') THEN l.accrued_through < p_through
        ELSE l.interest_numerator <> 0 OR l.fee_earned_minor <> l.fee_minor
          OR l.restored_earned_minor <> l.restored_minor END
  ), changed AS (
    UPDATE books.loan l SET
      interest_numerator = l.interest_numerator + f.booked, unbooked_numerator = l.unbooked_numerator + f.unbooked,
      billed_minor = coalesce(f.billed, l.billed_minor), fee_earned_minor = l.fee_earned_minor + f.earned,
      restored_earned_minor = l.restored_earned_minor + f.restored,
      accrued_through = greatest(l.accrued_through, p_through)
    FROM found f WHERE f.account_id = l.account_id
  ), total AS (
    SELECT product, method, income_account, sum(booked) AS booked, sum(earned) AS earned, sum(restored) AS restored
    FROM found GROUP BY 1, 2, 3
  ), sums AS (
    INSERT INTO books.loan_accrual AS a (product, method, income_account, numerator)
    SELECT product, method, income_account, booked FROM total WHERE booked <> 0 ORDER BY 1, 2, 3
    ON CONFLICT (product, method, income_account) DO UPDATE SET numerator = a.numerator + excluded.numerator
    RETURNING product, method, income_account, numerator
  ), posted AS (
    SELECT format('accrual %s %s %s %s', t.product, t.method, income_account, p_key) AS key, 'L02' AS template,
      'Loan interest accrued' AS description, '1600' AS debit, income_account AS credit,
      books.half_up(s.numerator, books.loan_denominator(t.method))
        - books.half_up(s.numerator - t.booked, books.loan_denominator(t.method)) AS minor
    FROM total t JOIN sums s USING (product, method, income_account)
    UNION ALL
    SELECT format('fee %s %s %s %s', product, method, income_account, p_key), 'L01', 'Origination fees earned', '1498',
      income_account, earned
    FROM total
    UNION ALL
    SELECT format('restored %s %s %s %s', product, method, income_account, p_key), 'L02', 'Interest of loans returned to accrual earned',
      '1498', income_account, restored
    FROM total
  )
  SELECT jsonb_agg(jsonb_build_object('scope', 'loan:day', 'key', key, 'template', template, 'description', description,
    'entries', jsonb_build_array(
      jsonb_build_object('gl', debit, 'minor', minor::text, 'currency', 'USD'),
      jsonb_build_object('gl', credit, 'minor', (-minor)::text, 'currency', 'USD'))) ORDER BY key)
  INTO v_journals FROM posted WHERE minor <> 0;
  RETURN coalesce(v_journals, '[]');
END $$;
