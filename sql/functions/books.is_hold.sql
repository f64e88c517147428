-- True when a hold to place has every field it needs, each of its kind; null counts as no.
CREATE OR REPLACE FUNCTION books.is_hold(p jsonb)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT pg_input_is_valid(p ->> 'id', 'uuid') AND pg_input_is_valid(p ->> 'account', 'uuid')
    AND p ->> 'minor' ~ '^[1-9][0-9]{0,13}$' AND p ->> 'currency' ~ '^[A-Z]{3}$'
    AND length(p ->> 'scope') BETWEEN 1 AND 200 AND length(p ->> 'key') BETWEEN 1 AND 200
    AND length(p ->> 'requestHash') BETWEEN 1 AND 200 AND length(p ->> 'actor') BETWEEN 1 AND 200
    AND length(p ->> 'description') BETWEEN 1 AND 200 AND coalesce(length(p ->> 'reference'), 0) <= 140
    AND coalesce(p ->> 'expiresOn' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', true)
$$;
