-- Brings products and their terms to what sql/seed/loan_products.csv says. Terms that hold are never changed: other ones
-- begin on another date.
CREATE OR REPLACE FUNCTION books.load_loan_products(p_rows jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_changed text;
BEGIN
  INSERT INTO books.product (code, kind, name, description, ledger_account)
  SELECT DISTINCT ON (r ->> 'code') r ->> 'code', 'loan', r ->> 'name', r ->> 'description', r ->> 'ledger_account'
  FROM jsonb_array_elements(p_rows) r ORDER BY r ->> 'code', r ->> 'valid_from' DESC
  ON CONFLICT (code) DO UPDATE SET name = excluded.name, description = excluded.description;
  INSERT INTO books.loan_terms
  SELECT terms.* FROM jsonb_array_elements(p_rows) r
  CROSS JOIN LATERAL jsonb_populate_record(NULL::books.loan_terms, r || jsonb_build_object('product', r ->> 'code')) terms
  ON CONFLICT (product, valid_from) DO NOTHING;
  SELECT format('%s from %s', t.product, t.valid_from) INTO v_changed
  FROM jsonb_array_elements(p_rows) r
  CROSS JOIN LATERAL jsonb_populate_record(NULL::books.loan_terms, r || jsonb_build_object('product', r ->> 'code')) terms
  JOIN books.loan_terms t ON t.product = terms.product AND t.valid_from = terms.valid_from
  WHERE t IS DISTINCT FROM terms LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'The terms of % hold already: give the new ones a date of their own.', v_changed;
  END IF;
END $$;
