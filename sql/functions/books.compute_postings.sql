-- Running balance and version of every entry, in the order of the batch. Balances are locked by now, so what is read
-- here stays true until commit. Refuses the first entry that its account does not take.
CREATE OR REPLACE FUNCTION books.compute_postings(p_entries books.entry_draft[], p_today date)
RETURNS books.posting[] LANGUAGE plpgsql AS $$
DECLARE
  v_postings books.posting[];
  v_refused books.posting[];
  v_has_memo boolean;
BEGIN
  WITH line AS (
    SELECT
      e.*, a.id AS found_id, a.ledger_account, a.status, a.currency AS account_currency, a.floor_minor,
      l.retired_on, l.class, CASE l.normal_side WHEN 'debit' THEN 1 ELSE -1 END AS side,
      b.balance_minor + sum(e.amount_minor) OVER account_so_far AS balance_after,
      b.version + row_number() OVER account_so_far AS version,
      sum(e.amount_minor) OVER journal_so_far AS journal_net,
      lead(e.line_no) OVER journal_so_far IS NULL AS ends_journal
    FROM unnest(p_entries) e
    LEFT JOIN books.account a ON a.id = e.account_id
    LEFT JOIN books.balance b ON b.account_id = a.id
    LEFT JOIN books.ledger_account l ON l.code = a.ledger_account
    WINDOW
      account_so_far AS (PARTITION BY e.account_id ORDER BY e.ord, e.line_no ROWS UNBOUNDED PRECEDING),
      journal_so_far AS (PARTITION BY e.account_id, e.ord ORDER BY e.line_no ROWS UNBOUNDED PRECEDING)
  ), posting AS (
    SELECT
      line.*,
      ROW(ord, line_no, journal_id, account_id, ledger_account, currency, amount_minor, closing,
        balance_after::bigint, version)::books.posting AS row,
      found_id IS NULL OR status <> 'open' OR retired_on <= p_today OR currency <> account_currency
        -- Judged once per journal and account: what comes and goes within one journal was never owed.
        OR (ends_journal AND side * journal_net < 0 AND side * balance_after < floor_minor) AS refused
    FROM line
  )
  SELECT
    array_agg(posting.row ORDER BY ord, line_no),
    array_agg(posting.row ORDER BY ord, line_no) FILTER (WHERE refused),
    bool_or(class = 'Memo')
  INTO v_postings, v_refused, v_has_memo
  FROM posting;

  IF v_refused IS NOT NULL THEN
    PERFORM books.refuse_posting(v_refused[1], v_postings, p_today);
  ELSIF v_has_memo THEN
    PERFORM books.check_memo(v_postings);
  END IF;
  RETURN v_postings;
EXCEPTION
  WHEN numeric_value_out_of_range THEN
    PERFORM books.refuse('LB014', 'A balance would grow beyond what the books can hold.');
END $$;
