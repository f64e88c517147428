CREATE OR REPLACE FUNCTION books.loan_payment_answer(p_payment books.loan_payment, p_outcome text)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('id', p_payment.id, 'outcome', p_outcome, 'loanId', p_payment.account_id, 'kind', p_payment.kind,
    'journalId', p_payment.journal_id, 'amountMinor', p_payment.amount_minor::text, 'interestMinor', p_payment.interest_minor::text,
    'principalMinor', p_payment.principal_minor::text, 'lateFeeMinor', p_payment.late_fee_minor::text,
    'businessDate', p_payment.business_date, 'recordedAt', books.iso_instant(p_payment.recorded_at))
$$;
