-- Interest on what is overdrawn by agreement, for each calendar day up to and with p_through, charged in whole cents to the
-- account (as L02, because an overdraft is a loan); the fraction is carried, and so is what the account's limits refuse. The
-- balance of a day is what counts on it as known now. What came late changes days that were reckoned: the difference is
-- charged, or given back, with the next ones (docs/decisions/0016).
CREATE OR REPLACE FUNCTION books.charge_overdraft_interest(p_date date, p_through date)
RETURNS jsonb LANGUAGE plpgsql SET jit = false AS $$
DECLARE
  v_due jsonb;
  v_journals jsonb;
  v_refused integer[];
BEGIN
  INSERT INTO books.overdraft_position (account_id, reckoned_from, reckoned_through, account_version, numerator)
  SELECT a.id, p_date, p_date - 1, 0, 0
  FROM books.account a JOIN books.terms_on(p_date) t ON t.product = a.product AND t.overdraft_rate_ppm > 0
  WHERE a.overdraft_minor > 0 AND a.status = 'open' AND a.customer_id IS NOT NULL
  ON CONFLICT DO NOTHING;
  WITH reckoned AS (
    SELECT account_id, version, sum(numerator) AS numerator FROM books.reckon_overdrafts(p_through) GROUP BY 1, 2
  ), moved AS (
    UPDATE books.overdraft_position p SET reckoned_through = greatest(p.reckoned_through, p_through),
      account_version = r.version, numerator = p.numerator + r.numerator
    FROM reckoned r WHERE p.account_id = r.account_id
    RETURNING p.account_id, books.half_up(p.numerator, books.interest_unit()) AS minor
  ), due AS (
    SELECT account_id, minor FROM moved WHERE minor <> 0
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('account', account_id, 'minor', minor) ORDER BY account_id), '[]'),
    coalesce(jsonb_agg(jsonb_build_object('key', format('overdraft-interest/%s/%s', account_id, p_through), 'template', 'L02',
      'description', CASE WHEN minor > 0 THEN 'Interest on overdraft' ELSE 'Interest on overdraft given back' END,
      'reference', p_through::text, 'valueDate', p_through + 1,
      'entries', jsonb_build_array(
        jsonb_build_object('account', account_id, 'minor', minor::text, 'currency', 'USD'),
        jsonb_build_object('gl', '4040', 'minor', (-minor)::text, 'currency', 'USD'))) ORDER BY account_id), '[]')
  INTO v_due, v_journals
  FROM due;
  SELECT array_agg((r ->> 'ord')::integer + 1) INTO v_refused FROM jsonb_array_elements(books.post_day_journals(v_journals)) r;
  UPDATE books.overdraft_position p SET numerator = p.numerator - (d ->> 'minor')::bigint * books.interest_unit()
  FROM jsonb_array_elements(v_due) WITH ORDINALITY AS item (d, place)
  WHERE p.account_id = (d ->> 'account')::uuid AND place <> ALL (coalesce(v_refused, '{}'));
  RETURN jsonb_build_object('charged', jsonb_array_length(v_due) - coalesce(cardinality(v_refused), 0));
END $$;
