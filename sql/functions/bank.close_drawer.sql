-- The count comes first, and only then what should have been counted; the difference is posted as P16.
CREATE OR REPLACE FUNCTION bank.close_drawer(p jsonb)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_session books.teller_drawer_session;
  v_over bigint;
BEGIN
  PERFORM books.check_drawer_request(p);
  PERFORM books.lock_vault();
  SELECT * INTO v_session FROM books.teller_drawer_session WHERE teller = p ->> 'teller' AND close_key = p ->> 'key';
  IF FOUND THEN
    IF v_session.close_hash <> p ->> 'requestHash' THEN
      PERFORM books.refuse('LB008', 'A drawer was closed with another count under this key.', jsonb_build_object('key', p ->> 'key'));
    END IF;
    RETURN json_build_object('id', v_session.id, 'outcome', 'replayed');
  END IF;
  SELECT * INTO v_session FROM books.teller_drawer_session WHERE teller = p ->> 'teller' AND closed_at IS NULL;
  IF NOT FOUND THEN
    PERFORM books.refuse('LB043', 'You have no open drawer; open one first.');
  END IF;
  v_over := (p ->> 'minor')::bigint - books.drawer_expected(v_session);
  IF v_over <> 0 THEN
    PERFORM books.post_batch(jsonb_build_object('journals', jsonb_build_array(jsonb_build_object('id', p ->> 'id', 'scope', p ->> 'scope',
      'key', p ->> 'key', 'requestHash', p ->> 'requestHash', 'type', 'STANDARD', 'template', 'P16', 'actor', p ->> 'teller',
      'description', CASE WHEN v_over > 0 THEN 'Drawer over' ELSE 'Drawer short' END,
      'entries', jsonb_build_array(
        jsonb_build_object('gl', '1010', 'minor', v_over::text, 'currency', 'USD'),
        jsonb_build_object('gl', '7070', 'minor', (-v_over)::text, 'currency', 'USD'))))), false);
  END IF;
  UPDATE books.teller_drawer_session SET closed_on = v_today, closed_at = date_trunc('milliseconds', clock_timestamp()),
    counted_minor = (p ->> 'minor')::bigint, expected_minor = (p ->> 'minor')::bigint - v_over, close_key = p ->> 'key',
    close_hash = p ->> 'requestHash', journal_id = CASE WHEN v_over <> 0 THEN (p ->> 'id')::uuid END
  WHERE id = v_session.id;
  RETURN json_build_object('id', v_session.id, 'outcome', 'posted');
END $$;
COMMENT ON FUNCTION bank.close_drawer IS
  'Takes id (of the journal of a difference), teller, minor (text: the counted cash), currency, scope, key, requestHash; '
  'answers id of the drawer and outcome (posted, replayed).';
GRANT EXECUTE ON FUNCTION bank.close_drawer TO bank_app, bank_operator;
