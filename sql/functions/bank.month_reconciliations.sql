-- What the end of a month's last day found, and whoever looked again after it; the latest first.
CREATE OR REPLACE FUNCTION bank.month_reconciliations(p_month date)
RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('businessDate', business_date, 'actor', actor, 'recordedAt',
    books.iso_instant(recorded_at), 'differences', books.differences_in(findings)) ORDER BY recorded_at DESC), '[]')
  FROM (
    SELECT business_date, actor, recorded_at, findings FROM books.reconciliation_run WHERE month = p_month
    UNION ALL
    SELECT d.business_date, NULL, d.finished_at, (
      SELECT jsonb_agg(jsonb_build_object('kind', r.kind, 'ledgerAccount', r.ledger_account, 'subledgerMinor', r.subledger_minor::text,
        'ledgerMinor', r.ledger_minor::text) ORDER BY r.kind, r.ledger_account)
      FROM books.reconciliation r WHERE r.business_date = d.business_date AND r.kind <> 'suspense')
    FROM books.day_step d WHERE d.step = 'reconciliation' AND d.business_date = books.last_day_of_month(p_month)
  ) found
$$;
COMMENT ON FUNCTION bank.month_reconciliations IS
  'For the first day of a month: [{businessDate, actor (null for the day''s end), recordedAt, differences: [{kind, ledgerAccount, '
  'subledgerMinor, ledgerMinor}]}], debits positive; the latest first, nothing before the month is over.';
GRANT EXECUTE ON FUNCTION bank.month_reconciliations TO bank_app, bank_operator;
