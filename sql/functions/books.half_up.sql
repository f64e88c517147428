-- A fraction rounded to the next whole unit, halves upwards (toward plus infinity); the denominator is positive.
CREATE OR REPLACE FUNCTION books.half_up(p_numerator numeric, p_denominator numeric)
RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT div(2 * p_numerator + p_denominator - mod(mod(2 * p_numerator + p_denominator, 2 * p_denominator) + 2 * p_denominator, 2 * p_denominator),
    2 * p_denominator)::bigint
$$;
