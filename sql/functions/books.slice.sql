CREATE OR REPLACE FUNCTION books.slice(p_items jsonb, p_from integer, p_count integer)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_from = 0 AND p_count = jsonb_array_length(p_items) THEN p_items
    ELSE jsonb_path_query_array(p_items, format('$[%s to %s]', p_from, p_from + p_count - 1)::jsonpath) END
$$;
