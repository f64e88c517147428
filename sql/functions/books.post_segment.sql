-- Posts journals each on its own, in order, by halves: a half that goes through as a whole was fine one by one, one that
-- does not is split until the journals are found that are refused. Every journal sees those before it. Answers the
-- refusals: [{ord, sqlState, message, detail}].
CREATE OR REPLACE FUNCTION books.post_segment(p_items jsonb, p_from integer, p_count integer)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_state text;
  v_message text;
  v_detail text;
BEGIN
  BEGIN
    PERFORM books.post_batch(jsonb_build_object('journals', books.slice(p_items, p_from, p_count)), false);
    RETURN '[]';
  EXCEPTION
    WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS v_state = RETURNED_SQLSTATE, v_message = MESSAGE_TEXT, v_detail = PG_EXCEPTION_DETAIL;
      -- Only what the books refuse is a result; a deadlock, a time-out or a fault of ours ends the call.
      IF v_state NOT LIKE 'LB%' THEN
        RAISE;
      END IF;
  END;
  IF p_count = 1 THEN
    RETURN jsonb_build_array(jsonb_build_object('ord', p_from, 'sqlState', v_state, 'message', v_message,
      'detail', v_detail::jsonb - 'journal'));
  END IF;
  RETURN books.post_segment(p_items, p_from, p_count / 2)
    || books.post_segment(p_items, p_from + p_count / 2, p_count - p_count / 2);
END $$;
