-- The row of a striped account that this server process moves, so that processes rarely meet on one.
CREATE OR REPLACE FUNCTION books.own_stripe()
RETURNS smallint LANGUAGE sql STABLE AS $$
  SELECT (pg_backend_pid() % 16)::smallint
$$;
