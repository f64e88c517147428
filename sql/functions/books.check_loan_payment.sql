-- Whether a payment that is asked for can be read, and whether the loan takes it as it stands.
CREATE OR REPLACE FUNCTION books.check_loan_payment(p jsonb, p_position jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_amount bigint := (p ->> 'minor')::bigint;
  v_owed bigint := (p_position ->> 'owed_minor')::bigint;
  v_principal bigint := (p_position ->> 'principal_minor')::bigint;
  v_due bigint := (p_position ->> 'due_minor')::bigint;
  v_detail jsonb := jsonb_build_object('loanId', p ->> 'loan', 'owedMinor', v_owed::text, 'dueMinor', v_due::text,
    'askedMinor', v_amount::text);
BEGIN
  IF v_owed = 0 THEN
    PERFORM books.refuse('LB037', 'Nothing is owed on this loan any more.', v_detail);
  ELSIF p ->> 'kind' = 'payoff' AND v_amount IS DISTINCT FROM v_owed AND v_amount IS NOT NULL THEN
    PERFORM books.refuse('LB036', format('Paying this loan off takes %s today, not %s.', books.money_text(v_owed, 'USD'),
      books.money_text(v_amount, 'USD')), v_detail || jsonb_build_object('rule', 'payoff', 'wouldPassMinor', v_owed::text));
  ELSIF v_amount > v_owed THEN
    PERFORM books.refuse('LB036', format('This loan owes %s; a payment can''t be above that.', books.money_text(v_owed, 'USD')),
      v_detail || jsonb_build_object('rule', 'owed', 'wouldPassMinor', v_owed::text));
  ELSIF p ->> 'kind' = 'principal' AND (v_due > 0 OR p_position ->> 'status' <> 'performing') THEN
    PERFORM books.refuse('LB036', format('What is due comes first: %s.', books.money_text(v_due, 'USD')),
      v_detail || jsonb_build_object('rule', 'due-first', 'wouldPassMinor', '0'));
  ELSIF p ->> 'kind' = 'principal' AND v_amount > v_principal THEN
    PERFORM books.refuse('LB036', format('The principal of this loan is %s.', books.money_text(v_principal, 'USD')),
      v_detail || jsonb_build_object('rule', 'principal', 'wouldPassMinor', v_principal::text));
  END IF;
END $$;
