-- Running balance and version of every entry. The balances are as they stood before the batch, and held by now, so what is
-- judged here stays true until commit. Refuses the first entry that its account does not take. Accounts are joined in
-- memory, account by account, which is also the order of the answer: thousands of entries are written where they belong.
CREATE OR REPLACE FUNCTION books.compute_postings(
  p_entries books.entry_draft[], p_before books.balance[], p_captures books.capture[], p_today date
)
RETURNS books.posting[] LANGUAGE plpgsql SET enable_mergejoin = true SET enable_hashjoin = false SET enable_nestloop = false AS $$
DECLARE
  v_postings books.posting[];
  v_refused books.posting[];
  v_has_captures boolean := cardinality(p_captures) > 0;
BEGIN
  WITH line AS (
    SELECT
      e.ord, e.line_no, e.account_id, e.currency, e.amount_minor, b.stripe, b.side, b.ledger_account, b.floor_minor, b.everyday,
      b.account_id IS NULL OR e.currency <> b.currency
        OR CASE WHEN b.everyday THEN false ELSE NOT books.takes_entries(e.account_id, p_today) END AS turned_away,
      b.balance_minor + sum(e.amount_minor) OVER account_so_far AS balance_after,
      b.version + row_number() OVER account_so_far AS version,
      sum(e.amount_minor) OVER journal_so_far AS journal_net,
      lead(e.line_no) OVER journal_so_far IS NULL AS ends_journal,
      b.held_minor - CASE WHEN v_has_captures THEN books.freed_by(p_captures, e.account_id, e.ord) ELSE 0 END AS held_minor
    FROM unnest(p_entries) e
    LEFT JOIN unnest(p_before) b ON b.account_id = e.account_id
    WINDOW
      account_so_far AS (PARTITION BY e.account_id ORDER BY e.ord, e.line_no ROWS UNBOUNDED PRECEDING),
      journal_so_far AS (PARTITION BY e.account_id, e.ord ORDER BY e.line_no ROWS UNBOUNDED PRECEDING)
  ), posting AS (
    SELECT
      ord, line_no,
      ROW(ord, line_no, account_id, stripe, ledger_account, currency, side, amount_minor, balance_after::bigint,
        version, everyday)::books.posting AS row,
      turned_away
        -- Judged once per journal and account: what comes and goes within one journal was never owed.
        OR (ends_journal AND side * journal_net < 0 AND side * balance_after - held_minor < floor_minor) AS refused
    FROM line
  )
  SELECT array_agg(posting.row), array_agg(posting.row ORDER BY ord, line_no) FILTER (WHERE refused)
  INTO v_postings, v_refused
  FROM posting;

  IF v_refused IS NOT NULL THEN
    PERFORM books.refuse_posting(v_refused[1], v_postings, p_captures, p_today);
  END IF;
  RETURN v_postings;
END $$;
