-- The answer to a batch, read back from the books: journals and entries never change, so a replay gets the same bytes
-- but for its outcome.
CREATE OR REPLACE FUNCTION books.answer(p_journals books.journal_draft[], p_fresh integer[])
RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  v_all_fresh boolean := cardinality(p_fresh) = cardinality(p_journals);
BEGIN
  RETURN (
    SELECT json_build_object('results', json_agg(json_build_object(
      'id', j.id,
      'sequence', j.sequence::text,
      'outcome', CASE WHEN v_all_fresh OR draft.ord = ANY (p_fresh) THEN 'posted' ELSE 'replayed' END,
      'businessDate', j.business_date,
      'valueDate', j.value_date,
      'recordedAt', books.iso_instant(j.recorded_at),
      'entries', lines.entries
    ) ORDER BY draft.ord))
    FROM unnest(p_journals) draft
    JOIN books.journal j ON j.scope = draft.scope AND j.key = draft.key
    CROSS JOIN LATERAL (
      SELECT json_agg(json_build_object(
        'accountId', e.account_id,
        'gl', e.ledger_account,
        'minor', e.amount_minor::text,
        'currency', e.currency,
        'balanceMinor', (b.side * e.balance_after_minor)::text,
        'version', e.account_version::text
      ) ORDER BY e.line_no) AS entries
      FROM books.entry e JOIN books.balance b ON b.account_id = e.account_id AND b.stripe = e.stripe
      WHERE e.journal_sequence = j.sequence
    ) lines
  );
END $$;
