-- Differences that the end of a month's last day found, each with whether it is settled: a later day's end, or somebody who
-- looked again, found the same ledger account to agree.
CREATE OR REPLACE FUNCTION books.month_differences(p_last_day date)
RETURNS TABLE (ledger_account text, settled boolean) LANGUAGE sql STABLE AS $$
  SELECT r.ledger_account, EXISTS (
      SELECT FROM books.reconciliation later
      WHERE later.business_date > p_last_day AND (later.kind, later.ledger_account) = (r.kind, r.ledger_account)
        AND later.subledger_minor = later.ledger_minor)
    OR EXISTS (
      SELECT FROM books.reconciliation_run again
      WHERE again.month = date_trunc('month', p_last_day::timestamp)::date
        AND again.findings @> jsonb_build_array(jsonb_build_object('kind', r.kind, 'ledgerAccount', r.ledger_account))
        AND NOT books.differences_in(again.findings) @> jsonb_build_array(
          jsonb_build_object('kind', r.kind, 'ledgerAccount', r.ledger_account)))
  FROM books.reconciliation r
  WHERE r.business_date = p_last_day AND r.kind <> 'suspense' AND r.subledger_minor <> r.ledger_minor
$$;
