-- Posts what was accrued, product by product: the rounded sum of all it ever accrued less what is posted already, so that
-- the ledger is never off by more than half a cent. D01 for days of their time, D04 for what late items changed.
CREATE OR REPLACE FUNCTION books.post_accruals(p_date date, p_totals jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v record;
  v_minor bigint;
  v_number integer;
  v_journals jsonb := '[]';
  v_refused jsonb;
BEGIN
  FOR v IN
    SELECT * FROM jsonb_to_recordset(p_totals) AS total (is_late boolean, product text, expense_account text, numerator numeric)
  LOOP
    INSERT INTO books.interest_ledger AS l (product, expense_account, numerator, posted_minor, journals)
    VALUES (v.product, v.expense_account, 0, 0, 0) ON CONFLICT DO NOTHING;
    UPDATE books.interest_ledger l
    SET numerator = l.numerator + v.numerator, journals = l.journals + 1,
      posted_minor = books.half_up(l.numerator + v.numerator, books.interest_unit())
    FROM books.interest_ledger before
    WHERE (l.product, l.expense_account) = (v.product, v.expense_account)
      AND (before.product, before.expense_account) = (l.product, l.expense_account)
    RETURNING l.posted_minor - before.posted_minor, l.journals INTO v_minor, v_number;
    IF v_minor <> 0 THEN
      v_journals := v_journals || jsonb_build_object(
        'key', format('interest/accrued/%s/%s/%s/%s', v.product, v.expense_account, p_date, v_number),
        'template', CASE WHEN v.is_late THEN 'D04' ELSE 'D01' END,
        'description', CASE WHEN v.is_late THEN 'Deposit interest corrected' ELSE 'Deposit interest accrued' END,
        'reference', format('%s %s', v.product, p_date),
        'entries', jsonb_build_array(
          jsonb_build_object('gl', v.expense_account, 'minor', v_minor::text, 'currency', 'USD'),
          jsonb_build_object('gl', '2300', 'minor', (-v_minor)::text, 'currency', 'USD')));
    END IF;
  END LOOP;
  v_refused := books.post_day_journals(v_journals);
  IF v_refused <> '[]' THEN
    PERFORM books.refuse(v_refused #>> '{0,sqlState}', v_refused #>> '{0,message}', v_refused #> '{0,detail}');
  END IF;
  RETURN jsonb_build_object('journals', jsonb_array_length(v_journals), 'days',
    (SELECT coalesce(sum((t ->> 'days')::bigint), 0) FROM jsonb_array_elements(p_totals) t WHERE NOT (t ->> 'is_late')::boolean),
    'corrections',
    (SELECT coalesce(sum((t ->> 'days')::bigint), 0) FROM jsonb_array_elements(p_totals) t WHERE (t ->> 'is_late')::boolean));
END $$;
