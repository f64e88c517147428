-- What a journal would do to each account it touches. It is posted and taken back, so whatever would refuse it refuses this.
CREATE OR REPLACE FUNCTION books.journal_effect(p_batch jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_done jsonb;
BEGIN
  BEGIN
    v_done := books.post_batch(p_batch, true)::jsonb;
    RAISE EXCEPTION 'undone' USING ERRCODE = 'LB0UN';
  EXCEPTION
    WHEN SQLSTATE 'LB0UN' THEN
      NULL;
  END;
  RETURN (
    SELECT jsonb_agg(jsonb_build_object(
      'what', CASE WHEN a.customer_id IS NULL THEN a.ledger_account || ' ' || a.name ELSE a.name || ' ' || a.number END,
      'before', books.money_text(a.balance_minor::numeric, a.currency),
      'after', books.money_text(a.balance_minor::numeric + moved.minor * CASE a.normal_side WHEN 'debit' THEN 1 ELSE -1 END, a.currency)
    ) ORDER BY moved.line)
    FROM (
      SELECT (entry ->> 'accountId')::uuid AS account_id, sum((entry ->> 'minor')::numeric) AS minor, min(line) AS line
      FROM jsonb_array_elements(v_done #> '{results,0,entries}') WITH ORDINALITY entries (entry, line) GROUP BY 1) moved
    JOIN bank.account a ON a.id = moved.account_id);
END $$;
