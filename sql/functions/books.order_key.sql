CREATE OR REPLACE FUNCTION books.order_key(p_order books.standing_order)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format('standing-order/%s/%s/%s', p_order.id, to_char(p_order.next_due_on, 'YYYY-MM-DD'), p_order.attempts + 1)
$$;
