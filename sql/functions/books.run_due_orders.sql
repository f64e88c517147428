-- One due date of each order that is due: first those for which the money is there, then the others, so that what the
-- first ones bring counts for them; the oldest first in both. (Refusals that stand together are also found much faster.) Money that is not there is asked for on the next two business
-- days again; then, or where anything else refuses, the due date has failed and the order goes on with the next. Answers
-- how many were tried, and what came of them. The rows of the orders are locked by the caller.
CREATE OR REPLACE FUNCTION books.run_due_orders(p_date date, p_orders uuid[])
RETURNS jsonb LANGUAGE plpgsql SET jit = false AS $$
DECLARE
  c_attempts CONSTANT integer := 3;
  v_due uuid[];
  v_ids uuid[];
  v_journals jsonb;
  v_refused jsonb;
  v_answer jsonb;
BEGIN
  SELECT array_agg(due.id ORDER BY due.place), array_agg((due.journal ->> 'id')::uuid ORDER BY due.place),
    jsonb_agg(due.journal ORDER BY due.place)
  INTO v_due, v_ids, v_journals
  FROM (
    SELECT o.id, books.order_journal(o) AS journal, row_number() OVER (
      ORDER BY coalesce(b.side * b.balance_minor - b.held_minor - o.amount_minor < b.floor_minor, false),
        o.next_due_on, o.created_at, o.id) AS place
    FROM books.standing_order o JOIN books.balance b ON b.account_id = o.from_account_id AND b.stripe = 0
    WHERE o.id = ANY (p_orders) AND o.status = 'active' AND o.next_run_on <= p_date
  ) due;
  IF v_due IS NULL THEN
    RETURN NULL;
  END IF;
  v_refused := books.post_day_journals(v_journals);

  WITH run AS (
    INSERT INTO books.standing_order_run (order_id, due_on, attempt, run_on, outcome, amount_minor, code, detail, journal_id, recorded_at)
    SELECT o.id, o.next_due_on, o.attempts + 1, p_date, CASE WHEN r.state IS NULL THEN 'paid' ELSE 'refused' END, o.amount_minor,
      r.state, r.detail, CASE WHEN r.state IS NULL THEN due.journal_id END, date_trunc('milliseconds', clock_timestamp())
    FROM unnest(v_due, v_ids) WITH ORDINALITY due (id, journal_id, place)
    JOIN books.standing_order o USING (id)
    LEFT JOIN (
      SELECT (r ->> 'ord')::integer AS ord, r ->> 'sqlState' AS state, r -> 'detail' AS detail FROM jsonb_array_elements(v_refused) r
    ) r ON r.ord = due.place - 1
    RETURNING order_id, outcome, code, attempt, outcome = 'refused' AND code = 'LB001' AND attempt < c_attempts AS is_retried
  ), retried AS (
    UPDATE books.standing_order o SET attempts = run.attempt, next_run_on = books.next_business_day(p_date), version = o.version + 1
    FROM run WHERE o.id = run.order_id AND run.is_retried
  ), settled AS (
    UPDATE books.standing_order o SET number = next.number, attempts = 0, status = next.status, next_due_on = next.next_due_on,
      next_run_on = next.next_run_on, version = o.version + 1
    FROM run JOIN books.standing_order old ON old.id = run.order_id CROSS JOIN LATERAL books.order_advanced(old) next
    WHERE o.id = run.order_id AND NOT run.is_retried
  )
  SELECT jsonb_build_object('tried', count(*), 'paid', count(*) FILTER (WHERE outcome = 'paid'),
    'retried', count(*) FILTER (WHERE is_retried), 'failed', count(*) FILTER (WHERE outcome = 'refused' AND NOT is_retried))
  INTO v_answer FROM run;
  PERFORM books.tell_of_orders(p_date, v_due);
  RETURN v_answer;
END $$;
