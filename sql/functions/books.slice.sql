CREATE OR REPLACE FUNCTION books.slice(p_items jsonb, p_from integer, p_count integer)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_agg(item ORDER BY place)
  FROM jsonb_array_elements(p_items) WITH ORDINALITY items (item, place)
  WHERE place > p_from AND place <= p_from + p_count
$$;
