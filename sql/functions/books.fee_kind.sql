-- Which fee of a statement an entry is, by the posting rule of its journal and the income that it became; null for none. What is
-- charged for being overdrawn counts as overdraft fee, its interest too (12 CFR 1030.11(a)(1), comment 2).
CREATE OR REPLACE FUNCTION books.fee_kind(p_template text, p_income text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN p_template = 'P12' THEN 'maintenance'
    WHEN p_template = 'P13' THEN 'overdraft'
    WHEN p_template = 'L02' THEN 'overdraft-interest'
    WHEN p_template = 'D06' THEN 'early-withdrawal'
    WHEN p_income = '6020' THEN 'maintenance'
    WHEN p_income = '6025' AND p_template = 'P14' THEN 'returned-item'
    WHEN p_income = '6025' THEN 'overdraft'
    WHEN p_income = '6070' THEN 'wire'
    WHEN p_income = '6080' THEN 'other'
  END
$$;
