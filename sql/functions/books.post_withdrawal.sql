-- The journals of a withdrawal from a certificate. Both sides are locked before the floor is moved, in the order of postings.
CREATE OR REPLACE FUNCTION books.post_withdrawal(p_account uuid, p_to uuid, p jsonb, p_quote jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_penalty bigint := (p_quote ->> 'penaltyMinor')::bigint;
  v_reduced bigint := (p_quote ->> 'expenseReducedMinor')::bigint;
  v_is_all boolean := (p_quote ->> 'isAll')::boolean;
  v_balance bigint;
  v_paid bigint;
  v_expense text;
  v_common jsonb := jsonb_build_object('scope', 'certificate', 'requestHash', md5(p::text), 'type', 'STANDARD', 'actor', coalesce(p ->> 'actor', 'bank'));
BEGIN
  PERFORM books.lock_balances(ARRAY[p_account, p_to]);
  SELECT -b.balance_minor, CASE WHEN -b.balance_minor > 25000000 THEN coalesce(t.large_expense_account, t.expense_account) ELSE t.expense_account END
  INTO v_balance, v_expense
  FROM books.balance b JOIN books.account a ON a.id = b.account_id
  JOIN books.terms_on((SELECT business_date FROM books.business_date)) t ON t.product = a.product
  WHERE b.account_id = p_account AND b.stripe = 0;
  -- All of it includes the interest that was credited just now.
  v_paid := CASE WHEN v_is_all THEN v_balance ELSE (p_quote ->> 'amountMinor')::bigint END - v_penalty;
  UPDATE books.account SET floor_minor = CASE WHEN v_is_all THEN 0 ELSE least(floor_minor, v_balance - (p_quote ->> 'amountMinor')::bigint) END
  WHERE id = p_account;
  PERFORM books.post_batch(jsonb_build_object('journals',
    CASE WHEN v_penalty = 0 THEN '[]' ELSE jsonb_build_array(v_common || jsonb_build_object('id', books.uuid_v7(),
      'key', (p ->> 'key') || '/penalty', 'template', 'D06', 'description', 'Early withdrawal penalty',
      'entries', jsonb_build_array(jsonb_build_object('account', p_account, 'minor', v_penalty::text, 'currency', 'USD'))
        || CASE WHEN v_reduced = 0 THEN '[]' ELSE jsonb_build_array(
          jsonb_build_object('gl', v_expense, 'minor', (-v_reduced)::text, 'currency', 'USD')) END
        || CASE WHEN v_reduced = v_penalty THEN '[]' ELSE jsonb_build_array(
          jsonb_build_object('gl', '6080', 'minor', (v_reduced - v_penalty)::text, 'currency', 'USD')) END)) END
    || CASE WHEN v_paid = 0 THEN '[]' ELSE jsonb_build_array(v_common || jsonb_build_object('id', books.uuid_v7(),
      'key', (p ->> 'key') || '/paid', 'template', 'P08', 'description', 'Certificate withdrawn',
      'entries', jsonb_build_array(
        jsonb_build_object('account', p_account, 'minor', v_paid::text, 'currency', 'USD'),
        jsonb_build_object('account', p_to, 'minor', (-v_paid)::text, 'currency', 'USD')))) END), false);
END $$;
