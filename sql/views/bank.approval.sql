CREATE OR REPLACE VIEW bank.approval AS
SELECT a.id, a.kind, a.subject, a.reason, a.payload, a.effect, a.requested_by, a.requested_name, a.requested_on, a.requested_at, a.expires_on,
  CASE WHEN d.decision IS NOT NULL THEN d.decision WHEN a.expires_on < today.business_date THEN 'expired' ELSE 'pending' END AS state,
  d.note, d.journal_id, d.decided_by, d.decided_name, d.decided_on, d.decided_at,
  coalesce(d.decision = 'approved', false) AND (a.kind <> 'user-rights' OR o.approval_id IS NOT NULL) AS carried_out
FROM books.approval a
LEFT JOIN books.approval_decision d ON d.approval_id = a.id
LEFT JOIN books.approval_outcome o ON o.approval_id = a.id
CROSS JOIN books.business_date today;
COMMENT ON VIEW bank.approval IS 'What somebody asked for that another person has to approve, and what became of it.';
COMMENT ON COLUMN bank.approval.state IS 'pending, approved, rejected, withdrawn, or expired: nobody decided in time.';
COMMENT ON COLUMN bank.approval.effect IS 'As it was asked for: [{what, before, after}].';
COMMENT ON COLUMN bank.approval.note IS 'Null while nobody has decided.';
COMMENT ON COLUMN bank.approval.journal_id IS 'Null where no journal was posted.';
COMMENT ON COLUMN bank.approval.decided_by IS 'Null while nobody has decided; never the one who asked, unless it was withdrawn.';
COMMENT ON COLUMN bank.approval.decided_name IS 'Null while nobody has decided.';
COMMENT ON COLUMN bank.approval.decided_on IS 'Null while nobody has decided.';
COMMENT ON COLUMN bank.approval.decided_at IS 'Null while nobody has decided.';
COMMENT ON COLUMN bank.approval.carried_out IS 'The books carry out at once; the rights of a user are changed outside them.';
GRANT SELECT ON bank.approval TO bank_app, bank_operator;
