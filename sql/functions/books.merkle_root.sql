CREATE OR REPLACE FUNCTION books.merkle_root(p_leaves bytea[])
RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_level bytea[] := p_leaves;
BEGIN
  WHILE cardinality(v_level) > 1 LOOP
    v_level := books.merkle_level(v_level);
  END LOOP;
  RETURN v_level[1];
END $$;
