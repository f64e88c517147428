-- Why a journal is no returned entry: [] or the one refusal, [{ord, sqlState, message, detail}].
CREATE OR REPLACE FUNCTION books.refused_ach_return(p_journal jsonb, p_ord integer)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_state text;
  v_message text;
  v_detail text;
BEGIN
  PERFORM books.check_ach_return(p_journal);
  RETURN '[]';
EXCEPTION
  WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS v_state = RETURNED_SQLSTATE, v_message = MESSAGE_TEXT, v_detail = PG_EXCEPTION_DETAIL;
    -- Only what the books refuse is a result, as in books.post_segment.
    IF v_state NOT LIKE 'LB%' THEN
      RAISE;
    END IF;
    RETURN jsonb_build_array(jsonb_build_object('ord', p_ord, 'sqlState', v_state, 'message', v_message,
      'detail', nullif(v_detail, '')::jsonb));
END $$;
