-- One returned entry, by itself: answers [] or the one refusal, [{ord, sqlState, message, detail}].
CREATE OR REPLACE FUNCTION books.post_ach_return(p_journal jsonb, p_ord integer, p_today date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_state text;
  v_message text;
  v_detail text;
BEGIN
  PERFORM books.post_overdrawing(p_journal, books.check_ach_return(p_journal), p_today);
  RETURN '[]';
EXCEPTION
  WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS v_state = RETURNED_SQLSTATE, v_message = MESSAGE_TEXT, v_detail = PG_EXCEPTION_DETAIL;
    -- Only what the books refuse is a result, as in books.post_segment.
    IF v_state NOT LIKE 'LB%' THEN
      RAISE;
    END IF;
    RETURN jsonb_build_array(jsonb_build_object('ord', p_ord, 'sqlState', v_state, 'message', v_message,
      'detail', nullif(v_detail, '')::jsonb - 'journal'));
END $$;
