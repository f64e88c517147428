-- What is collected on a date: of every loan with an installment due, what is due with its late fees, as far as the
-- account that pays it has it of its own: the bank does not lend it what it then charges for. Where several loans are paid from one account, one after the other. The balances
-- are locked; no row for a loan that gets nothing.
CREATE OR REPLACE FUNCTION books.loans_to_collect(p_date date)
RETURNS books.loan_settlement[] LANGUAGE sql STABLE AS $$
  WITH wanted AS MATERIALIZED (
    SELECT p.*, l.payment_account, a.number, least(p.owed_minor, p.due_minor + p.late_fees_minor) AS wanted_minor,
      -b.balance_minor - b.held_minor - b.floor_minor - payer.overdraft_minor AS available_minor
    FROM books.loan_positions(ARRAY(
      SELECT l.account_id FROM books.loan l
      WHERE l.next_due_on <= p_date AND l.status IN ('performing', 'nonaccrual') AND NOT EXISTS (
        SELECT FROM books.loan_payment done WHERE done.scope = 'loan:day' AND done.key = format('collect %s %s', l.account_id, p_date))
    ), p_date) p
    JOIN books.loan l ON l.account_id = p.account_id
    JOIN books.account a ON a.id = p.account_id
    JOIN books.account payer ON payer.id = l.payment_account
    JOIN books.balance b ON b.account_id = l.payment_account AND b.stripe = 0
  ), taken AS (
    SELECT w.*, CASE WHEN available_minor IS NULL THEN wanted_minor ELSE greatest(0, least(wanted_minor,
      available_minor - (sum(wanted_minor) OVER (PARTITION BY payment_account ORDER BY account_id) - wanted_minor)))::bigint END AS minor
    FROM wanted w
  )
  SELECT array_agg(ROW(t.account_id, 'collection', t.minor, s.interest_minor, s.principal_minor, s.late_fee_minor, s.counted_minor,
    t.status = 'performing', jsonb_build_object('account', t.payment_account), books.uuid_v7(), 'loan:day',
    format('collect %s %s', t.account_id, p_date), 'collection', 'end-of-day')::books.loan_settlement ORDER BY t.number)
  FROM taken t CROSS JOIN LATERAL books.split_loan_payment(to_jsonb(t), t.minor) s
  WHERE t.minor > 0
$$;
