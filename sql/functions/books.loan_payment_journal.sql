-- The journal of a payment: L03, or L08 for what comes in on a loan that was charged off. Interest that was booked is
-- taken from what is receivable; what never was, and a late fee, is income now.
CREATE OR REPLACE FUNCTION books.loan_payment_journal(p books.loan_settlement)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', p.journal_id, 'scope', p.scope, 'key', p.key, 'requestHash', p.request_hash, 'type', 'STANDARD', 'actor', p.actor,
    'template', CASE p.kind WHEN 'recovery' THEN 'L08' ELSE 'L03' END,
    'description', CASE p.kind WHEN 'recovery' THEN 'Recovery on a loan' WHEN 'payoff' THEN 'Loan payoff' ELSE 'Loan payment' END,
    'reference', a.number,
    'entries', (
      SELECT jsonb_agg(line.target || jsonb_build_object('minor', line.minor::text, 'currency', 'USD') ORDER BY line.place)
      FROM (VALUES
        (1, p.payer, p.amount_minor),
        (2, jsonb_build_object('gl', CASE WHEN p.booked THEN '1600' ELSE t.income_account END), -p.interest_minor),
        (3, CASE p.kind WHEN 'recovery' THEN '{"gl": "1499"}' ELSE jsonb_build_object('account', p.account_id) END,
          -p.principal_minor),
        (4, jsonb_build_object('gl', t.income_account), -p.late_fee_minor),
        (5, '{"gl": "9099"}', CASE p.kind WHEN 'recovery' THEN p.principal_minor ELSE 0 END),
        (6, '{"gl": "9030"}', CASE p.kind WHEN 'recovery' THEN -p.principal_minor ELSE 0 END)
      ) line (place, target, minor)
      WHERE line.minor <> 0))
  FROM books.loan l
  JOIN books.loan_terms t ON t.product = l.product AND t.valid_from = l.terms_from
  JOIN books.account a ON a.id = l.account_id
  WHERE l.account_id = p.account_id
$$;
