-- P08 of an order's next due date and attempt, under the natural key of these, which its id is made of too.
CREATE OR REPLACE FUNCTION books.order_journal(p_order books.standing_order)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_key text := 'standing-order/' || p_order.id || '/' || to_char(p_order.next_due_on, 'YYYY-MM-DD') || '/' || p_order.attempts + 1;
BEGIN
  RETURN jsonb_build_object('id', md5(v_key)::uuid, 'key', v_key, 'template', 'P08', 'description', 'Standing order',
    'reference', p_order.reference, 'entries', jsonb_build_array(
      jsonb_build_object('account', p_order.from_account_id, 'minor', p_order.amount_minor::text, 'currency', p_order.currency),
      jsonb_build_object('account', p_order.to_account_id, 'minor', (-p_order.amount_minor)::text, 'currency', p_order.currency)));
END $$;
