-- Credits to accounts what they have earned and not got yet, rounded half up; what rounding took or gave stays in the
-- position. Where the customer's number is not certified, 24 % is kept for the IRS in the same journal (26 USC 3406), so that
-- no credit goes out without it. An account gets at most one credit that counts from a day.
CREATE OR REPLACE FUNCTION books.credit_interest(p_date date, p_value_on date, p_accounts uuid[])
RETURNS jsonb LANGUAGE plpgsql SET jit = false AS $$
DECLARE
  v_due jsonb;
  v_journals jsonb;
  v_refused integer[];
  v_total numeric;
  v_count integer;
BEGIN
  WITH earned AS (
    SELECT p.account_id, c.backup_withholding, books.half_up(p.numerator, books.interest_unit()) AS minor
    FROM books.interest_position p
    JOIN unnest(p_accounts) account_id USING (account_id)
    JOIN books.account a ON a.id = p.account_id
    JOIN books.customer c ON c.id = a.customer_id
    WHERE p.numerator > 0 AND NOT EXISTS (
      SELECT FROM books.interest_credit i
      WHERE i.account_id = p.account_id AND i.kind = 'credited' AND i.value_on = p_value_on)
  ), due AS (
    SELECT account_id, minor, CASE WHEN backup_withholding THEN books.half_up(minor * 24, 100) ELSE 0 END AS withheld
    FROM earned WHERE minor > 0
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('account', account_id, 'minor', minor, 'withheld', withheld) ORDER BY account_id), '[]'),
    coalesce(jsonb_agg(jsonb_build_object(
      'key', format('interest/credited/%s/%s', account_id, p_value_on), 'template', 'D02', 'valueDate', p_value_on,
      'description', CASE WHEN withheld > 0 THEN 'Interest, less backup withholding' ELSE 'Interest' END,
      'reference', to_char(p_value_on - 1, 'YYYY-MM'),
      'entries', jsonb_build_array(
          jsonb_build_object('gl', '2300', 'minor', minor::text, 'currency', 'USD'),
          jsonb_build_object('account', account_id, 'minor', (-minor)::text, 'currency', 'USD'))
        || CASE WHEN withheld > 0 THEN jsonb_build_array(
          jsonb_build_object('account', account_id, 'minor', withheld::text, 'currency', 'USD'),
          jsonb_build_object('gl', '2360', 'minor', (-withheld)::text, 'currency', 'USD')) ELSE '[]' END) ORDER BY account_id), '[]')
  INTO v_due, v_journals
  FROM due;
  SELECT array_agg((r ->> 'ord')::integer + 1) INTO v_refused FROM jsonb_array_elements(books.post_day_journals(v_journals)) r;

  WITH paid AS (
    SELECT (d ->> 'account')::uuid AS account_id, (d ->> 'minor')::bigint AS minor, (d ->> 'withheld')::bigint AS withheld
    FROM jsonb_array_elements(v_due) WITH ORDINALITY AS item (d, place) WHERE place <> ALL (coalesce(v_refused, '{}'))
  ), recorded AS (
    INSERT INTO books.interest_credit (account_id, kind, value_on, booked_on, minor, withheld_minor, numerator)
    SELECT account_id, 'credited', p_value_on, p_date, minor, withheld, -minor * books.interest_unit() FROM paid
  ), moved AS (
    UPDATE books.interest_position p SET numerator = p.numerator - paid.minor * books.interest_unit()
    FROM paid WHERE p.account_id = paid.account_id
  )
  SELECT coalesce(sum(minor), 0), count(*) INTO v_total, v_count FROM paid;
  RETURN jsonb_build_object('credited', v_count, 'minor', v_total::text, 'refused', coalesce(cardinality(v_refused), 0));
END $$;
