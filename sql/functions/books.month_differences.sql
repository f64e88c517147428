-- Differences that the end of a month's last day found, each with whether it is settled: what was found of the same ledger
-- account last, at a later day's end or by somebody who looked again, is that it agrees.
CREATE OR REPLACE FUNCTION books.month_differences(p_last_day date)
RETURNS TABLE (ledger_account text, settled boolean) LANGUAGE sql STABLE AS $$
  SELECT r.ledger_account, coalesce((
    SELECT latest.agrees FROM (
      SELECT later.business_date AS looked_on, 0 AS place, NULL::timestamptz AS looked_at,
        later.subledger_minor = later.ledger_minor AS agrees
      FROM books.reconciliation later
      WHERE later.business_date > p_last_day AND (later.kind, later.ledger_account) = (r.kind, r.ledger_account)
      UNION ALL
      -- Looked at again on a day that is still under way comes before that day's end.
      SELECT again.business_date, -1, again.recorded_at,
        NOT books.differences_in(again.findings) @> jsonb_build_array(
          jsonb_build_object('kind', r.kind, 'ledgerAccount', r.ledger_account))
      FROM books.reconciliation_run again
      WHERE again.month = date_trunc('month', p_last_day::timestamp)::date
        AND again.findings @> jsonb_build_array(jsonb_build_object('kind', r.kind, 'ledgerAccount', r.ledger_account))
    ) latest
    ORDER BY looked_on DESC, place DESC, looked_at DESC LIMIT 1), false)
  FROM books.reconciliation r
  WHERE r.business_date = p_last_day AND r.kind <> 'suspense' AND r.subledger_minor <> r.ledger_minor
$$;
