-- Hashes the journals of some blocks again; apart from bank.verify_books, so that long books show how far they are.
CREATE OR REPLACE FUNCTION bank.verify_blocks(p_first bigint, p_last bigint)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET jit = false SET enable_seqscan = false AS $$
DECLARE
  v_block books.block;
  v_found record;
BEGIN
  FOR v_block IN SELECT * FROM books.block WHERE number BETWEEN p_first AND p_last ORDER BY number LOOP
    SELECT * INTO v_found FROM books.verify_block(v_block);
    IF FOUND THEN
      RETURN to_jsonb(v_found);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION bank.verify_blocks IS
  'Checks every journal of these blocks against its seal; answers like bank.verify_books.';
GRANT EXECUTE ON FUNCTION bank.verify_blocks TO bank_operator;
