-- The same decision once more by the same person changes nothing. Rights that were approved and could not be changed yet are
-- changed when anybody but the one who asked approves them again, unless that is out of date.
CREATE OR REPLACE FUNCTION books.check_repeated_decision(
  p_approval books.approval, p_decided books.approval_decision, p jsonb, p_today date
)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_unfinished boolean := p_approval.kind = 'user-rights' AND p_decided.decision = 'approved'
    AND NOT EXISTS (SELECT FROM books.approval_outcome WHERE approval_id = p_approval.id);
BEGIN
  IF p_decided.decision <> p ->> 'decision' OR (p_decided.decided_by <> p ->> 'actor' AND NOT v_unfinished) THEN
    PERFORM books.refuse('LB052', format('This was %s by %s already.', p_decided.decision, p_decided.decided_name));
  ELSIF NOT v_unfinished THEN
    RETURN;
  ELSIF p ->> 'actor' IN (p_approval.requested_by, p_approval.payload ->> 'subject') THEN
    PERFORM books.refuse('LB025', 'Who asked for this, or would have these rights, can''t carry it out.');
  ELSIF p_approval.expires_on < p_today OR EXISTS (
    SELECT FROM books.approval a JOIN books.approval_decision d ON d.approval_id = a.id
    WHERE a.kind = 'user-rights' AND a.subject = p_approval.subject AND d.decision = 'approved' AND d.decided_at > p_decided.decided_at)
  THEN
    PERFORM books.refuse('LB052', 'This was approved and never carried out, and is out of date. Ask again.');
  END IF;
END $$;
