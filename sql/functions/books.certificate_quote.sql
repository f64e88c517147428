-- What a withdrawal from a certificate costs today. The penalty is simple interest on the amount for the days agreed, and at
-- least 7 days of it within six days of the beginning or of an earlier withdrawal (12 CFR 204.2(c)(1)); none in the grace
-- period after a renewal. It takes back interest accrued or paid in this term first; what is above that is income.
CREATE OR REPLACE FUNCTION books.certificate_quote(p_account uuid, p_minor bigint, p_today date)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_certificate books.certificate;
  v_term books.certificate_term;
  v_balance bigint;
  v_amount bigint;
  v_days integer;
  v_penalty bigint;
  v_owed bigint;
  v_earned bigint;
  v_last date;
BEGIN
  SELECT c.* INTO v_certificate FROM books.certificate c JOIN books.account a ON a.id = c.account_id AND a.status = 'open'
  WHERE c.account_id = p_account;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB032', format('Account %s is no open certificate.', p_account), jsonb_build_object('accountId', p_account));
  END IF;
  SELECT * INTO v_term FROM books.certificate_term WHERE account_id = p_account ORDER BY starts_on DESC LIMIT 1;
  SELECT -balance_minor - held_minor INTO v_balance FROM books.balance WHERE account_id = p_account AND stripe = 0;
  v_amount := coalesce(p_minor, v_balance);
  IF v_amount < 1 OR v_amount > v_balance THEN
    PERFORM books.refuse('LB032', format('The certificate has %s to withdraw, not %s.', books.money_text(v_balance, 'USD'),
      books.money_text(v_amount, 'USD')), jsonb_build_object('accountId', p_account, 'availableMinor', v_balance::text,
      'askedMinor', v_amount::text));
  END IF;
  SELECT max(booked_on) INTO v_last FROM books.certificate_withdrawal WHERE account_id = p_account AND booked_on >= v_term.starts_on;
  v_days := CASE
    -- The term is over; the step of the night has only not been there yet.
    WHEN p_today >= v_term.matures_on THEN 0
    WHEN p_today <= v_term.starts_on + v_certificate.grace_days AND EXISTS (
      SELECT FROM books.certificate_term t WHERE t.account_id = p_account AND t.starts_on < v_term.starts_on) THEN 0
    WHEN p_today <= coalesce(v_last, v_term.starts_on) + 6 THEN greatest(v_certificate.penalty_days, 7)
    ELSE v_certificate.penalty_days END;
  v_penalty := least(books.half_up(v_amount::numeric * v_term.rate_ppm * v_days, books.interest_unit()), v_amount);
  SELECT greatest(books.half_up(numerator, books.interest_unit()), 0) INTO v_owed FROM books.interest_position WHERE account_id = p_account;
  SELECT coalesce(v_owed, 0) + coalesce(sum(minor), 0) INTO v_earned FROM books.interest_credit
  WHERE account_id = p_account AND kind = 'credited' AND value_on > v_term.starts_on;
  SELECT v_earned - coalesce(sum(expense_reduced_minor), 0) INTO v_earned FROM books.certificate_withdrawal
  WHERE account_id = p_account AND booked_on >= v_term.starts_on;
  RETURN jsonb_build_object('accountId', p_account, 'amountMinor', v_amount::text, 'penaltyDays', v_days,
    'penaltyMinor', v_penalty::text, 'expenseReducedMinor', least(v_penalty, greatest(v_earned, 0))::text,
    'isAll', v_amount = v_balance, 'maturesOn', v_term.matures_on,
    'interestMinor', CASE WHEN v_amount = v_balance THEN coalesce(v_owed, 0) ELSE 0 END::text);
END $$;
