-- Posts journals each on its own, in order, by halves: a half that goes through as a whole was fine one by one, one that
-- does not is split until the journals are found that are refused. Every journal sees those before it. Answers the
-- refusals: [{ord, sqlState, message, detail}]. Looking for very many of them takes longer than locks may be held, so there
-- is an end to it, at which nothing is posted.
CREATE OR REPLACE FUNCTION books.post_segment(p_items jsonb, p_from integer, p_until timestamptz)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_count integer := jsonb_array_length(p_items);
  v_state text;
  v_message text;
  v_detail text;
BEGIN
  BEGIN
    PERFORM books.check_authority(p_items, p_items #>> '{0,purpose}');
    PERFORM books.post_batch(jsonb_build_object('journals', p_items), false);
    RETURN '[]';
  EXCEPTION
    WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS v_state = RETURNED_SQLSTATE, v_message = MESSAGE_TEXT, v_detail = PG_EXCEPTION_DETAIL;
      -- Only what the books refuse is a result; a deadlock, a time-out or a fault of ours ends the call.
      IF v_state NOT LIKE 'LB%' THEN
        RAISE;
      END IF;
  END;
  IF v_count = 1 THEN
    RETURN jsonb_build_array(jsonb_build_object('ord', p_from, 'sqlState', v_state, 'message', v_message,
      'detail', v_detail::jsonb - 'journal'));
  ELSIF clock_timestamp() > p_until THEN
    PERFORM books.refuse('LB012', format('Too many of these journals are refused to find each one in time, such as that at '
      'place %s: %s Nothing was posted; send fewer at once.', p_from, v_message), jsonb_build_object('journal', p_from));
  END IF;
  RETURN books.post_segment(books.slice(p_items, 0, v_count / 2), p_from, p_until)
    || books.post_segment(books.slice(p_items, v_count / 2, v_count - v_count / 2), p_from + v_count / 2, p_until);
END $$;
