-- The steps of the end of a day, in their order; each is a function books.day_<step>(date) that answers its counts.
CREATE OR REPLACE FUNCTION books.day_steps()
RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY['transfers', 'loans', 'maturities', 'fees', 'accrual', 'capitalisation', 'reconciliation', 'roll']
$$;
