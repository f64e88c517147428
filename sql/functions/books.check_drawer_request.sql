CREATE OR REPLACE FUNCTION books.check_drawer_request(p jsonb)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF (pg_input_is_valid(p ->> 'id', 'uuid') AND length(p ->> 'teller') BETWEEN 1 AND 200 AND p ->> 'minor' ~ '^[0-9]{1,14}$'
    AND p ->> 'currency' ~ '^[A-Z]{3}$' AND length(p ->> 'scope') BETWEEN 1 AND 200 AND length(p ->> 'key') BETWEEN 1 AND 200
    AND length(p ->> 'requestHash') BETWEEN 1 AND 200) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'A drawer is opened and closed with an id, a teller, counted cash, a scope, a key and a request hash.');
  ELSIF p ->> 'currency' <> 'USD' THEN
    PERFORM books.refuse('LB007', format('Drawers hold USD, not %s.', p ->> 'currency'), '{"currency": "USD"}');
  END IF;
END $$;
