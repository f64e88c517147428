-- A capture takes something, and no more than is left of a hold that is there.
CREATE OR REPLACE FUNCTION books.check_capture(p_ord integer, p_hold uuid, p_minor bigint, p_left bigint, p_currency text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_detail jsonb := jsonb_build_object('journal', p_ord - 1, 'holdId', p_hold);
BEGIN
  IF p_left IS NULL THEN
    PERFORM books.refuse('LB020', format('Hold %s does not exist.', p_hold), v_detail);
  ELSIF p_minor < 1 OR p_minor > p_left THEN
    PERFORM books.refuse('LB019', format('Hold %s has %s left; %s can''t be captured.', p_hold,
      books.money_text(p_left, p_currency), books.money_text(p_minor, p_currency)),
      v_detail || jsonb_build_object('remainingMinor', p_left::text, 'neededMinor', p_minor::text));
  ELSIF p_left = 0 THEN
    PERFORM books.refuse('LB019', format('Hold %s has nothing left.', p_hold), v_detail || '{"remainingMinor": "0"}');
  END IF;
END $$;
