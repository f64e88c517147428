-- Gives back what is left of holds, under the locks a posting takes. All of the call or none.
CREATE OR REPLACE FUNCTION bank.release_holds(p jsonb)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET lock_timeout = '10s' AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_asked jsonb;
  v_results json[] := '{}';
BEGIN
  IF jsonb_array_length(p -> 'releases') BETWEEN 1 AND 1000 IS NOT TRUE OR EXISTS (
    SELECT FROM jsonb_array_elements(p -> 'releases') asked
    WHERE (pg_input_is_valid(asked ->> 'hold', 'uuid') AND length(asked ->> 'scope') BETWEEN 1 AND 200
      AND length(asked ->> 'key') BETWEEN 1 AND 200 AND length(asked ->> 'requestHash') BETWEEN 1 AND 200
      AND length(asked ->> 'actor') BETWEEN 1 AND 200) IS NOT TRUE
  ) THEN
    PERFORM books.refuse('LB012', 'A call releases 1 to 1,000 holds, each with the hold, an actor, a scope, a key and a '
      'request hash.');
  END IF;
  PERFORM books.lock_balances(ARRAY(
    SELECT DISTINCT h.account_id FROM jsonb_array_elements(p -> 'releases') asked JOIN books.hold h ON h.id = (asked ->> 'hold')::uuid));
  FOR v_asked IN SELECT asked FROM jsonb_array_elements(p -> 'releases') WITH ORDINALITY each (asked, place) ORDER BY place LOOP
    v_results := v_results || books.release_hold(v_asked, v_today);
  END LOOP;
  RETURN json_build_object('results', array_to_json(v_results));
EXCEPTION
  WHEN data_exception THEN
    PERFORM books.refuse('LB012', format('The releases can''t be read: %s.', SQLERRM));
END $$;
COMMENT ON FUNCTION bank.release_holds IS
  'Takes releases: [{hold, scope, key, requestHash, actor}] and answers what became of each hold.';
GRANT EXECUTE ON FUNCTION bank.release_holds TO bank_app, bank_operator;
