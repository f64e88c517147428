-- An amount for people, such as 1,234.50 USD; machines read the detail of a refusal.
CREATE OR REPLACE FUNCTION books.money_text(p_minor numeric, p_currency text)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(p_minor / 100, 'FM999,999,999,999,999,999,990.00') || ' ' || p_currency
$$;
