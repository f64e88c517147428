-- From a leaf (its position from 0) to the root: at each level the neighbour and the side it stands on; no step where
-- there is no neighbour.
CREATE OR REPLACE FUNCTION books.merkle_path(p_leaves bytea[], p_position integer)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_level bytea[] := p_leaves;
  v_position integer := p_position;
  v_neighbour integer;
  v_path jsonb := '[]';
BEGIN
  WHILE cardinality(v_level) > 1 LOOP
    v_neighbour := v_position # 1;
    IF v_neighbour < cardinality(v_level) THEN
      v_path := v_path || jsonb_build_object(
        'side', CASE WHEN v_neighbour < v_position THEN 'left' ELSE 'right' END,
        'hash', encode(v_level[v_neighbour + 1], 'hex'));
    END IF;
    v_level := books.merkle_level(v_level);
    v_position := v_position / 2;
  END LOOP;
  RETURN v_path;
END $$;
