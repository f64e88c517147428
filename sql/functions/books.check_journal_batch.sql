CREATE OR REPLACE FUNCTION books.check_journal_batch(p jsonb)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF (
    pg_input_is_valid(p ->> 'id', 'uuid') AND length(p ->> 'scope') BETWEEN 1 AND 150 AND length(p ->> 'key') BETWEEN 1 AND 200
    AND length(p ->> 'requestHash') BETWEEN 1 AND 200 AND length(p ->> 'actor') BETWEEN 1 AND 200
    AND p ->> 'mode' IN ('atomic', 'independent') AND jsonb_array_length(p -> 'journals') BETWEEN 1 AND 8000
  ) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'A batch needs an id, a scope, a key, a request hash, an actor, a mode (atomic or '
      'independent) and 1 to 8,000 journals.');
  END IF;
EXCEPTION
  WHEN data_exception THEN
    PERFORM books.refuse('LB012', format('The batch can''t be read: %s.', SQLERRM));
END $$;
