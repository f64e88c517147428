-- P08 of an order's next due date and attempt, under the natural key of these.
CREATE OR REPLACE FUNCTION books.order_journal(p_order books.standing_order)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('key', books.order_key(p_order), 'template', 'P08', 'description', 'Standing order',
    'reference', p_order.reference, 'entries', jsonb_build_array(
      jsonb_build_object('account', p_order.from_account_id, 'minor', p_order.amount_minor::text, 'currency', p_order.currency),
      jsonb_build_object('account', p_order.to_account_id, 'minor', (-p_order.amount_minor)::text, 'currency', p_order.currency)))
$$;
