-- The answer to a batch that was new as a whole, from what was written a moment ago; as books.answer would read it back.
-- Written as one text, entry after entry, which for thousands of journals takes a fifth of the time: nothing in it needs
-- escaping. A journal's own part stands before its first entry.
CREATE OR REPLACE FUNCTION books.posted_answer(
  p_journals books.journal_draft[], p_postings books.posting[], p_sequences bigint[], p_dates date[], p_today date
)
RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  v_ids uuid[] := ARRAY(SELECT id FROM unnest(p_journals) ORDER BY ord);
  v_recorded_at text := (
    SELECT books.iso_instant(recorded_at) FROM books.journal WHERE sequence = p_sequences[p_journals[1].ord]);
  v_after_date text := format('","recordedAt":"%s","entries":[', v_recorded_at);
  v_before_date text := format('","outcome":"posted","businessDate":"%s","valueDate":"', p_today);
BEGIN
  RETURN (
    SELECT '{"results":[' || string_agg(
      CASE WHEN p.line_no > 1 THEN ',' ELSE
        CASE WHEN p.ord > 1 THEN ']},{"id":"' ELSE '{"id":"' END || v_ids[p.ord]::text || '","sequence":"' || p_sequences[p.ord]::text
        || v_before_date || p_dates[p.ord]::text || v_after_date
      END
      || '{"accountId":"' || p.account_id::text || '","gl":"' || p.ledger_account || '","minor":"' || p.amount_minor::text
      || '","currency":"' || p.currency || '","balanceMinor":"' || (p.side * p.balance_after_minor)::text
      || '","version":"' || p.account_version::text || '"}',
      '' ORDER BY p.ord, p.line_no) || ']}]}'
    FROM unnest(p_postings) p
  )::json;
END $$;
