-- Holds under the locks a posting takes, so that money can't be promised and paid at once. All of the call or none.
CREATE OR REPLACE FUNCTION bank.place_holds(p jsonb)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET lock_timeout = '10s' AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_asked jsonb;
  v_place integer;
  v_results json[] := array_fill(NULL::json, ARRAY[greatest(jsonb_array_length(p -> 'holds'), 1)]);
BEGIN
  IF jsonb_array_length(p -> 'holds') BETWEEN 1 AND 1000 IS NOT TRUE OR EXISTS (
    SELECT FROM jsonb_array_elements(p -> 'holds') asked WHERE books.is_hold(asked) IS NOT TRUE
  ) THEN
    PERFORM books.refuse('LB012', 'A call places 1 to 1,000 holds, each with an id, an account, an amount above zero, a '
      'currency, a description, an actor, a scope, a key and a request hash.');
  END IF;
  PERFORM books.lock_balances(ARRAY(
    SELECT DISTINCT (asked ->> 'account')::uuid FROM jsonb_array_elements(p -> 'holds') asked));
  -- In the order of their keys, which are the last lock.
  FOR v_asked, v_place IN
    SELECT asked, place FROM jsonb_array_elements(p -> 'holds') WITH ORDINALITY each (asked, place)
    ORDER BY asked ->> 'scope', asked ->> 'key', place
  LOOP
    v_results[v_place] := books.place_hold(v_asked, v_today);
  END LOOP;
  RETURN json_build_object('results', array_to_json(v_results));
EXCEPTION
  WHEN data_exception THEN
    PERFORM books.refuse('LB012', format('The holds can''t be read: %s.', SQLERRM));
END $$;
COMMENT ON FUNCTION bank.place_holds IS
  'Takes holds: [{id, scope, key, requestHash, account, minor (text), currency, description, reference?, expiresOn?, actor}] '
  'and answers what became of each. A hold counts against what is available until it is captured, released or lapses after '
  'its last business date, seven days on unless given.';
GRANT EXECUTE ON FUNCTION bank.place_holds TO bank_app, bank_operator;
