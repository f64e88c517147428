-- Journals of the day's end over accounts of the bank and loans alone, which nothing may refuse.
CREATE OR REPLACE FUNCTION books.post_loan_journals(p_journals jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_refused jsonb;
BEGIN
  IF jsonb_array_length(p_journals) = 0 THEN
    RETURN;
  END IF;
  v_refused := books.post_day_journals(p_journals);
  IF v_refused <> '[]' THEN
    PERFORM books.refuse('LB023', format('The loans of the day can''t be booked: %s', v_refused #>> '{0,message}'), v_refused -> 0);
  END IF;
END $$;
