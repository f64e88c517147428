-- The level above these nodes: neighbours are joined; a last one without a neighbour moves up as it is.
CREATE OR REPLACE FUNCTION books.merkle_level(p_nodes bytea[])
RETURNS bytea[] LANGUAGE sql IMMUTABLE AS $$
  SELECT array_agg(CASE length(joined) WHEN 32 THEN joined ELSE sha256('\x01'::bytea || joined) END ORDER BY pair)
  FROM (
    SELECT (place - 1) / 2 AS pair, string_agg(node, ''::bytea ORDER BY place) AS joined
    FROM unnest(p_nodes) WITH ORDINALITY nodes (node, place) GROUP BY (place - 1) / 2
  ) pairs
$$;
