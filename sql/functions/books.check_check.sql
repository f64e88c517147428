-- A check to deposit has every field, and its parts are what it is worth, each on a later business day.
CREATE OR REPLACE FUNCTION books.check_check(p jsonb, p_today date)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF (
    pg_input_is_valid(p ->> 'id', 'uuid') AND pg_input_is_valid(p ->> 'account', 'uuid') AND p ->> 'minor' ~ '^[1-9][0-9]{0,13}$'
    AND p ->> 'class' IN ('special', 'other') AND jsonb_typeof(p -> 'facts') = 'object'
    AND jsonb_array_length(p -> 'parts') BETWEEN 1 AND 10
    AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(p -> 'parts') part
      WHERE (pg_input_is_valid(part ->> 'hold', 'uuid') AND part ->> 'minor' ~ '^[1-9][0-9]{0,13}$'
        AND pg_input_is_valid(part ->> 'availableOn', 'date')) IS NOT TRUE)
  ) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'A check needs an id, an account, an amount, a class, the facts its schedule was made from, and its parts.');
  ELSIF EXISTS (
    SELECT FROM jsonb_array_elements(p -> 'parts') part
    WHERE (part ->> 'availableOn')::date NOT BETWEEN p_today + 1 AND p_today + 60 OR NOT books.is_business_day((part ->> 'availableOn')::date)
  ) OR (SELECT sum((part ->> 'minor')::numeric) FROM jsonb_array_elements(p -> 'parts') part) <> (p ->> 'minor')::numeric THEN
    PERFORM books.refuse('LB012', 'The parts of a check add up to it, each on a business day to come.');
  END IF;
END $$;
