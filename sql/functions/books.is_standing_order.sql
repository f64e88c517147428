-- True when an order to set has every field it needs, each of its kind; null counts as no.
CREATE OR REPLACE FUNCTION books.is_standing_order(p jsonb)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT pg_input_is_valid(p ->> 'id', 'uuid') AND pg_input_is_valid(p ->> 'customer', 'uuid')
    AND pg_input_is_valid(p ->> 'from', 'uuid') AND pg_input_is_valid(p ->> 'to', 'uuid')
    AND p ->> 'minor' ~ '^[1-9][0-9]{0,13}$' AND p ->> 'currency' ~ '^[A-Z]{3}$'
    AND p ->> 'frequency' IN ('once', 'weekly', 'biweekly', 'monthly', 'quarterly', 'yearly')
    AND p ->> 'holidayRule' IN ('next', 'previous') AND pg_input_is_valid(p ->> 'anchorOn', 'date')
    AND coalesce(pg_input_is_valid(p ->> 'endsOn', 'date'), true) AND coalesce(p ->> 'endsAfter' ~ '^[1-9][0-9]{0,3}$', true)
    AND coalesce(length(p ->> 'reference'), 0) <= 140 AND length(p ->> 'actor') BETWEEN 1 AND 200
    AND length(p ->> 'scope') BETWEEN 1 AND 200 AND length(p ->> 'key') BETWEEN 1 AND 200
    AND length(p ->> 'requestHash') BETWEEN 1 AND 200
$$;
