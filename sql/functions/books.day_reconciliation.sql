-- Puts on record what the day's end finds: each control account beside the sum of its accounts, interest beside what is owed, suspense beside zero.
CREATE OR REPLACE FUNCTION books.day_reconciliation(p_date date)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_differences integer;
  v_suspense integer;
BEGIN
  INSERT INTO books.reconciliation (business_date, kind, ledger_account, subledger_minor, ledger_minor, open_since)
  SELECT p_date, kind, ledger_account, subledger_minor, ledger_minor, open_since FROM books.reconcile(p_date);
  SELECT count(*) FILTER (WHERE kind <> 'suspense' AND subledger_minor <> ledger_minor),
    count(*) FILTER (WHERE kind = 'suspense' AND ledger_minor <> 0)
  INTO v_differences, v_suspense
  FROM books.reconciliation WHERE business_date = p_date;
  RETURN jsonb_build_object('differences', v_differences, 'openSuspense', v_suspense);
END $$;
