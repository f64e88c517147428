-- Accounts are retired, never deleted, renumbered or turned into something else.
CREATE OR REPLACE FUNCTION books.check_chart(p_rows jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_code text;
BEGIN
  SELECT l.code INTO v_code
  FROM books.ledger_account l
  LEFT JOIN jsonb_array_elements(p_rows) r ON r ->> 'account' = l.code
  WHERE r IS NULL OR r ->> 'cls' <> l.class OR left(upper(l.normal_side), 1) <> r ->> 'normal'
  ORDER BY l.code LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Ledger account % is in the books: the chart may neither drop it nor change its class or side.', v_code;
  END IF;
END $$;
