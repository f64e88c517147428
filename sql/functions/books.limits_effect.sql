-- The limits of an account as they are, and as they would be. They are set and put back, so whatever would refuse them
-- refuses this.
CREATE OR REPLACE FUNCTION books.limits_effect(p_payload jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_before jsonb;
  v_after jsonb;
BEGIN
  v_before := books.limits_told(p_payload ->> 'account');
  BEGIN
    PERFORM bank.set_account_limits(p_payload);
    v_after := books.limits_told(p_payload ->> 'account');
    RAISE EXCEPTION 'undone' USING ERRCODE = 'LB0UN';
  EXCEPTION
    WHEN SQLSTATE 'LB0UN' THEN
      NULL;
  END;
  RETURN (
    SELECT jsonb_agg(jsonb_build_object('what', coalesce(b.key, a.key), 'before', coalesce(b.value, 'none'), 'after', coalesce(a.value, 'none'))
      ORDER BY coalesce(b.key, a.key))
    FROM jsonb_each_text(v_before) b FULL JOIN jsonb_each_text(v_after) a USING (key));
END $$;
