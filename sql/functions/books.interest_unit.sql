-- What an interest numerator is divided by to give cents: parts per million, and 365 days in every year (12 CFR 1030.7(a)).
CREATE OR REPLACE FUNCTION books.interest_unit()
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$ SELECT 365000000::numeric $$;
