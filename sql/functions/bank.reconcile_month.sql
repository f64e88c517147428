-- Looks again whether the books agree, after a month whose last day's end found that they did not. What is compared is the
-- books as they stand now: what was mended since is part of them. The finding is one more row; the earlier one stays.
CREATE OR REPLACE FUNCTION bank.reconcile_month(p jsonb)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_today date := books.hold_business_date();
  v_month date;
  v_found books.reconciliation_run;
BEGIN
  IF (pg_input_is_valid(p ->> 'id', 'uuid') AND p ->> 'month' ~ '^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$'
    AND length(p ->> 'actor') BETWEEN 1 AND 200) IS NOT TRUE THEN
    PERFORM books.refuse('LB012', 'A reconciliation needs an id, a month such as 2026-09 and an actor.');
  END IF;
  v_month := (p ->> 'month' || '-01')::date;
  IF books.last_day_of_month(v_month) IS NULL THEN
    PERFORM books.refuse('LB013', format('The books stand at %s; a month is reconciled again once its last day has ended.', v_today),
      jsonb_build_object('businessDate', v_today, 'asked', v_month));
  END IF;
  INSERT INTO books.reconciliation_run (id, month, business_date, findings, actor, recorded_at)
  SELECT (p ->> 'id')::uuid, v_month, v_today, jsonb_agg(jsonb_build_object('kind', kind, 'ledgerAccount', ledger_account,
      'subledgerMinor', subledger_minor::text, 'ledgerMinor', ledger_minor::text) ORDER BY kind, ledger_account),
    p ->> 'actor', date_trunc('milliseconds', clock_timestamp())
  FROM books.reconcile(v_today) WHERE kind <> 'suspense'
  ON CONFLICT DO NOTHING;
  SELECT * INTO v_found FROM books.reconciliation_run WHERE id = (p ->> 'id')::uuid;
  RETURN jsonb_build_object('businessDate', v_found.business_date, 'actor', v_found.actor,
    'recordedAt', books.iso_instant(v_found.recorded_at), 'differences', books.differences_in(v_found.findings));
END $$;
COMMENT ON FUNCTION bank.reconcile_month IS
  'Takes id, month (such as 2026-09, one that is over) and actor; compares control accounts and interest as they stand now, '
  'keeps what it finds and answers businessDate, actor, recordedAt and differences. The same id answers the same finding.';
GRANT EXECUTE ON FUNCTION bank.reconcile_month TO bank_app, bank_operator;
