-- What the journals of a batch take out of holds, in their order. The holds can't change any more: whoever changes one
-- holds the balance of its account, which a journal that captures has among its entries.
CREATE OR REPLACE FUNCTION books.read_captures(p_batch jsonb, p_fresh integer[])
RETURNS books.capture[] LANGUAGE plpgsql AS $$
DECLARE
  v_captures books.capture[] := '{}';
  v_asked record;
  v_hold books.hold;
  v_left bigint;
  v_minor bigint;
BEGIN
  IF NOT jsonb_path_exists(p_batch, '$.journals[*].captures[*]') THEN
    RETURN v_captures;
  END IF;
  FOR v_asked IN
    SELECT ord::integer AS ord, capture, (capture ->> 'hold')::uuid AS hold
    FROM jsonb_array_elements(p_batch -> 'journals') WITH ORDINALITY AS journals (journal, ord)
    CROSS JOIN LATERAL jsonb_array_elements(nullif(journal -> 'captures', 'null'::jsonb)) WITH ORDINALITY AS captures (capture, place)
    WHERE ord = ANY (p_fresh) ORDER BY ord, place
  LOOP
    SELECT * INTO v_hold FROM books.hold WHERE id = v_asked.hold;
    v_left := v_hold.remaining_minor
      - (SELECT coalesce(sum(freed_minor), 0) FROM unnest(v_captures) WHERE hold_id = v_hold.id);
    v_minor := coalesce((v_asked.capture ->> 'minor')::bigint, v_left);
    PERFORM books.check_capture(v_asked.ord, v_asked.hold, v_minor, v_left, v_hold.currency);
    IF v_asked.capture ->> 'currency' <> v_hold.currency THEN
      PERFORM books.refuse('LB007', format('Hold %s is in %s, not in %s.', v_hold.id, v_hold.currency,
        v_asked.capture ->> 'currency'), jsonb_build_object('journal', v_asked.ord - 1, 'currency', v_hold.currency));
    END IF;
    v_captures := v_captures || ROW(v_asked.ord, v_hold.id, v_hold.account_id, v_minor,
      CASE WHEN coalesce((v_asked.capture ->> 'final')::boolean, true) THEN v_left ELSE v_minor END)::books.capture;
  END LOOP;
  RETURN v_captures;
EXCEPTION
  WHEN data_exception THEN
    PERFORM books.refuse('LB012', format('The captures of the batch can''t be read: %s.', SQLERRM));
END $$;
