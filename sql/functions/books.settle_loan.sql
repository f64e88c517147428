-- What becomes of an amount on a loan that is locked: the settlement, with its journal still to be posted.
CREATE OR REPLACE FUNCTION books.settle_loan(p jsonb, p_position jsonb)
RETURNS books.loan_settlement LANGUAGE plpgsql AS $$
DECLARE
  v_amount bigint := coalesce((p ->> 'minor')::bigint, (p_position ->> 'owed_minor')::bigint);
  v_kind text := CASE p_position ->> 'status' WHEN 'charged-off' THEN 'recovery' ELSE p ->> 'kind' END;
  v_split record;
BEGIN
  IF v_kind = 'principal' THEN
    SELECT 0::bigint AS interest_minor, v_amount AS principal_minor, 0::bigint AS late_fee_minor, 0::bigint AS counted_minor INTO v_split;
  ELSE
    SELECT * INTO v_split FROM books.split_loan_payment(p_position, v_amount);
  END IF;
  RETURN ROW((p ->> 'loan')::uuid, v_kind, v_amount, v_split.interest_minor, v_split.principal_minor, v_split.late_fee_minor,
    v_split.counted_minor, p_position ->> 'status' = 'performing', p -> 'from', (p ->> 'id')::uuid, 'loan:' || (p ->> 'scope'),
    p ->> 'key', p ->> 'requestHash', p ->> 'actor')::books.loan_settlement;
END $$;
