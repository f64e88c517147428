-- What is left of a hold is what was placed less what was captured, released or lapsed since.
CREATE OR REPLACE FUNCTION books.verify_holds()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  SELECT 'books.hold', h.id::text,
    format('%s, %s of %s left', h.state, h.remaining_minor, h.amount_minor),
    format('%s of %s left, by its events', coalesce(events.placed, 0) - coalesce(events.ended, 0), coalesce(events.placed, 0))
  FROM books.hold h
  LEFT JOIN (
    SELECT hold_id, sum(amount_minor) FILTER (WHERE kind = 'placed') AS placed,
      sum(amount_minor) FILTER (WHERE kind <> 'placed') AS ended
    FROM books.hold_event GROUP BY hold_id
  ) events ON events.hold_id = h.id
  WHERE (h.amount_minor = events.placed AND h.remaining_minor = events.placed - coalesce(events.ended, 0)
    AND (h.state = 'active') = (h.remaining_minor > 0)) IS NOT TRUE
  ORDER BY h.id LIMIT 1
$$;
