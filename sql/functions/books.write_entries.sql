-- Entries that count from another date than today also leave that on record, one row per account and date.
CREATE OR REPLACE FUNCTION books.write_entries(
  p_postings books.posting[], p_sequences bigint[], p_dates date[], p_today date
)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('books.posting', 'on', true);
  INSERT INTO books.entry (
    account_id, stripe, account_version, journal_sequence, line_no, ledger_account, currency, amount_minor,
    balance_after_minor, business_date, value_date
  )
  SELECT
    p.account_id, p.stripe, p.account_version, p_sequences[p.ord], p.line_no, p.ledger_account, p.currency, p.amount_minor,
    p.balance_after_minor, p_today, p_dates[p.ord]
  FROM unnest(p_postings) p;
  IF EXISTS (SELECT FROM unnest(p_dates) value_date WHERE value_date <> p_today) THEN
    PERFORM books.write_shifts(p_postings, p_dates, p_today);
  END IF;
END $$;
