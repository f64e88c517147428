-- Posts what a step of the day's end has worked out, each journal on its own, a thousand at a time and in the order given.
-- A journal is {key, template, description, entries} and perhaps type, reference, valueDate, captures; the key is natural
-- (what for, account, date) and unique within the scope 'day', so posting again changes nothing. All balances are locked
-- before the first thousand: one thousand after the other would lock them out of order. Answers what was refused:
-- [{ord, sqlState, message, detail}], counted from 0.
CREATE OR REPLACE FUNCTION books.post_day_journals(p_journals jsonb)
RETURNS jsonb LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET jit = false
SET enable_seqscan = false SET enable_hashjoin = false SET enable_mergejoin = false SET enable_material = false AS $$
DECLARE
  c_size CONSTANT integer := 1000;
  v_until CONSTANT timestamptz := clock_timestamp() + interval '10 minutes';
  v_refused jsonb := '[]';
  v_chunk jsonb;
  v_ord bigint;
BEGIN
  PERFORM books.hold_business_date();
  PERFORM books.lock_balances(books.batch_accounts(p_journals));
  FOR v_chunk, v_ord IN
    SELECT jsonb_agg(jsonb_build_object('id', books.uuid_v7(), 'scope', 'day', 'requestHash', md5(journal::text),
        'type', 'STANDARD', 'actor', 'end-of-day') || journal ORDER BY place), min(place) - 1
    FROM jsonb_array_elements(p_journals) WITH ORDINALITY AS item (journal, place)
    GROUP BY (place - 1) / c_size ORDER BY 2
  LOOP
    v_refused := v_refused || books.post_segment(v_chunk, v_ord::integer, v_until);
  END LOOP;
  RETURN v_refused;
END $$;
