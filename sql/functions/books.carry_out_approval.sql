-- Does in the books what was approved, or refuses as they are now. Answers the journal it posted.
CREATE OR REPLACE FUNCTION books.carry_out_approval(p_approval books.approval)
RETURNS uuid LANGUAGE plpgsql AS $$
BEGIN
  IF p_approval.kind = 'journal' THEN
    PERFORM books.post_batch(books.approval_batch(p_approval.id, p_approval.payload, p_approval.requested_by), false);
    RETURN p_approval.id;
  ELSIF p_approval.kind = 'account-limits' THEN
    PERFORM bank.set_account_limits(p_approval.payload);
  END IF;
  RETURN NULL;
END $$;
