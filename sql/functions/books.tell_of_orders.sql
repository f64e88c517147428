-- Tells the owners of orders that were run on a date what they did not expect: a due date that failed for good, and the end.
CREATE OR REPLACE FUNCTION books.tell_of_orders(p_date date, p_orders uuid[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM books.add_notice(o.customer_id, o.from_account_id, told.kind,
    jsonb_build_object('orderId', o.id, 'dueOn', r.due_on, 'amountMinor', r.amount_minor::text, 'currency', o.currency,
      'toNumber', payee.number, 'reference', o.reference) || told.more,
    format('%s/%s/%s', told.kind, o.id, r.due_on))
  FROM books.standing_order o
  JOIN books.account payee ON payee.id = o.to_account_id
  CROSS JOIN LATERAL (
    SELECT * FROM books.standing_order_run run WHERE run.order_id = o.id AND run.run_on = p_date AND run.outcome <> 'skipped'
    ORDER BY run.due_on DESC, run.attempt DESC LIMIT 1
  ) r
  CROSS JOIN LATERAL (
    SELECT 'standing-order-failed' AS kind, jsonb_strip_nulls(jsonb_build_object('sqlState', r.code,
      'availableMinor', r.detail ->> 'availableMinor')) AS more
    WHERE r.outcome = 'refused' AND o.next_due_on IS DISTINCT FROM r.due_on
    UNION ALL
    SELECT 'standing-order-finished', '{}' WHERE o.status = 'finished'
  ) told
  WHERE o.id = ANY (p_orders);
END $$;
