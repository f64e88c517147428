-- What a numerator of interest (cents x ppm x days) is divided by to give cents.
CREATE OR REPLACE FUNCTION books.loan_denominator(p_method text)
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_method WHEN 'ACT/365' THEN 365000000::numeric ELSE 360000000::numeric END
$$;
