-- Posts returned entries, each for itself, and answers the refusals by their places. Floors and limits per window are off for
-- the time of the posting alone, under the locks of the rows, as in books.post_overdrawing.
CREATE OR REPLACE FUNCTION books.post_ach_returns(p_items jsonb, p_today date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_refused jsonb := '[]';
  v_fit jsonb;
  v_places integer[];
  v_accounts uuid[];
  v_item record;
BEGIN
  FOR v_item IN SELECT journal, (place - 1)::integer AS ord
    FROM jsonb_array_elements(p_items) WITH ORDINALITY items (journal, place) ORDER BY place
  LOOP
    v_refused := v_refused || books.refused_ach_return(v_item.journal, v_item.ord);
  END LOOP;
  SELECT jsonb_agg(journal ORDER BY place), array_agg((place - 1)::integer ORDER BY place),
    array_agg(DISTINCT (journal #>> '{entries,0,account}')::uuid)
  INTO v_fit, v_places, v_accounts
  FROM jsonb_array_elements(p_items) WITH ORDINALITY items (journal, place)
  WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(v_refused) r WHERE (r ->> 'ord')::bigint = place - 1);
  IF v_fit IS NULL THEN
    RETURN v_refused;
  END IF;
  UPDATE books.balance SET floor_minor = NULL, everyday = everyday OR books.takes_entries(account_id, p_today)
  WHERE account_id = ANY (v_accounts) AND stripe = 0;
  SELECT v_refused || coalesce(jsonb_agg(jsonb_set(r, '{ord}', to_jsonb(v_places[(r ->> 'ord')::integer + 1]))), '[]')
  INTO v_refused
  FROM jsonb_array_elements(books.post_segment(v_fit, 0, clock_timestamp() + interval '15 seconds')) r;
  PERFORM books.sync_balances(v_accounts);
  RETURN v_refused;
END $$;
