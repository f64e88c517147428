-- Refuses an everyday journal whose floor does not hold, as books.post_batch would, unless its key was used before: then it
-- is a replay, which is none of this function's business.
CREATE OR REPLACE FUNCTION books.refuse_pair(
  p_scope text, p_key text, p_minor bigint, p_debit books.pair_side, p_credit books.pair_side
)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_side books.pair_side;
  v_account books.account;
BEGIN
  FOREACH v_side IN ARRAY ARRAY[p_debit, p_credit] LOOP
    IF v_side.lowers AND v_side.balance_after_minor - v_side.held_minor < v_side.floor_minor
      AND NOT EXISTS (SELECT FROM books.journal WHERE scope = p_scope AND key = p_key)
    THEN
      SELECT * INTO v_account FROM books.account WHERE id = v_side.account_id;
      PERFORM books.refuse_overdraft(v_account, jsonb_build_object('journal', 0, 'accountId', v_side.account_id),
        v_side.balance_after_minor::numeric + p_minor, v_side.held_minor, p_minor);
    END IF;
  END LOOP;
END $$;
