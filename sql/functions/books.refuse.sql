-- Every refusal of the books: a SQLSTATE of class LB, a sentence for people, the numbers as JSON in the detail.
CREATE OR REPLACE FUNCTION books.refuse(p_state text, p_message text, p_detail jsonb DEFAULT '{}')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', p_message USING ERRCODE = p_state, DETAIL = p_detail::text;
END $$;
