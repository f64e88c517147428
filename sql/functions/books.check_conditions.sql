-- Each condition is judged right before its journal: by the balance before the batch, which is held by now, and what came
-- before it in the batch.
CREATE OR REPLACE FUNCTION books.check_conditions(
  p_conditions books.condition_draft[], p_entries books.entry_draft[], p_before books.balance[]
)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_condition record;
BEGIN
  FOR v_condition IN
    SELECT c.*, b.striped, b.currency, coalesce(b.version, 0) + earlier.entries AS version_now,
      b.side * (b.balance_minor + earlier.net_minor) AS balance_now, b.account_id IS NULL AS is_unknown
    FROM unnest(p_conditions) c
    LEFT JOIN unnest(p_before) b ON b.account_id = c.account_id
    CROSS JOIN LATERAL (
      SELECT count(*) AS entries, coalesce(sum(e.amount_minor), 0) AS net_minor
      FROM unnest(p_entries) e WHERE e.account_id = c.account_id AND e.ord < c.ord
    ) earlier
    ORDER BY c.ord
  LOOP
    IF v_condition.is_unknown THEN
      PERFORM books.refuse_unknown_account(v_condition.account_id,
        jsonb_build_object('journal', v_condition.ord - 1, 'accountId', v_condition.account_id));
    ELSIF v_condition.striped THEN
      PERFORM books.refuse('LB012', 'A striped account has no one balance or version that a condition could name.',
        jsonb_build_object('journal', v_condition.ord - 1, 'accountId', v_condition.account_id));
    ELSIF v_condition.version_now <> v_condition.version OR v_condition.balance_now < v_condition.min_balance_minor THEN
      PERFORM books.refuse('LB017',
        CASE WHEN v_condition.version IS NULL
          THEN format('The balance is %s, below the %s required.', books.money_text(v_condition.balance_now, v_condition.currency),
            books.money_text(v_condition.min_balance_minor, v_condition.currency))
          ELSE format('The account is at version %s, not at %s: it was posted to meanwhile.',
            v_condition.version_now, v_condition.version) END,
        jsonb_build_object('journal', v_condition.ord - 1, 'accountId', v_condition.account_id, 'version',
          v_condition.version_now::text, 'balanceMinor', v_condition.balance_now::text));
    END IF;
  END LOOP;
END $$;
