-- Writes a journal whose balances have moved: the journal, its entries, the movements of the day and the event, in one
-- statement, and answers it as books.answer would. Ledger movements are sorted, as in books.write_movements.
CREATE OR REPLACE FUNCTION books.write_pair(p_journal jsonb, p_today date, p_postings books.posting[])
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  c_stripes CONSTANT integer := 32;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_sequence bigint;
BEGIN
  WITH journal AS (
    INSERT INTO books.journal (
      id, type, template, description, reference, business_date, value_date, occurred_at, recorded_at, actor
    )
    VALUES (
      p_postings[1].journal_id, p_journal ->> 'type', p_journal ->> 'template', p_journal ->> 'description',
      coalesce(p_journal ->> 'reference', ''), p_today, p_today, v_now, v_now, p_journal ->> 'actor'
    )
    ON CONFLICT DO NOTHING
    RETURNING sequence
  ), entry AS (
    INSERT INTO books.entry (
      account_id, account_version, journal_sequence, line_no, ledger_account, currency, amount_minor,
      balance_after_minor, business_date, value_date
    )
    SELECT p.account_id, p.account_version, journal.sequence, p.line_no, p.ledger_account, p.currency, p.amount_minor,
      p.balance_after_minor, p_today, p_today
    FROM journal, unnest(p_postings) p
  ), of_accounts AS (
    INSERT INTO books.account_movement AS m (account_id, business_date, debit_minor, credit_minor)
    SELECT account_id, p_today, greatest(amount_minor, 0), greatest(-amount_minor, 0)
    FROM unnest(p_postings)
    ON CONFLICT (account_id, business_date) DO UPDATE SET
      debit_minor = m.debit_minor + excluded.debit_minor, credit_minor = m.credit_minor + excluded.credit_minor
  ), of_ledger_accounts AS (
    INSERT INTO books.ledger_movement AS m (
      business_date, ledger_account, currency, closing, stripe, debit_minor, credit_minor
    )
    SELECT p_today, ledger_account, min(currency), bool_or(closing), pg_backend_pid() % c_stripes,
      sum(greatest(amount_minor, 0)), sum(greatest(-amount_minor, 0))
    FROM unnest(p_postings) GROUP BY ledger_account ORDER BY ledger_account
    ON CONFLICT (business_date, ledger_account, currency, closing, stripe) DO UPDATE SET
      debit_minor = m.debit_minor + excluded.debit_minor, credit_minor = m.credit_minor + excluded.credit_minor
  ), announced AS (
    INSERT INTO ops.outbox (kind, payload)
    SELECT 'journal.posted', jsonb_build_object('journalId', p_postings[1].journal_id,
      'accountIds', jsonb_agg(account_id ORDER BY account_id))
    FROM unnest(p_postings)
  )
  SELECT sequence INTO v_sequence FROM journal;
  IF v_sequence IS NULL THEN
    PERFORM books.refuse('LB012', 'A journal id was used before.');
  END IF;
  RETURN jsonb_build_object('results', jsonb_build_array(jsonb_build_object(
    'id', p_postings[1].journal_id, 'sequence', v_sequence::text, 'outcome', 'posted',
    'businessDate', p_today, 'valueDate', p_today, 'recordedAt', books.iso_instant(v_now),
    'entries', (
      SELECT jsonb_agg(jsonb_build_object(
        'accountId', p.account_id, 'gl', p.ledger_account, 'minor', p.amount_minor::text, 'currency', p.currency,
        'balanceMinor', (CASE l.normal_side WHEN 'debit' THEN 1 ELSE -1 END * p.balance_after_minor)::text, 'version', p.account_version::text
      ) ORDER BY p.line_no)
      FROM unnest(p_postings) p JOIN books.ledger_account l ON l.code = p.ledger_account
    ))));
END $$;
