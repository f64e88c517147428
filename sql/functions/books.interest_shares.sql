-- What each deposit of some journals was credited as interest, what was withheld of it, and what an early withdrawal forfeited; beside
-- that, what the ledger's accounts of interest, tax and penalties moved. Told by what a journal was posted on, so that any journal of
-- interest counts, imported or by hand:
-- * What the accounts of a kind moved in all is that kind's sum: interest owed and its expense are interest, 2360 is tax, and in a
--   penalty (D06) the expense of certificates and 6080 are penalty.
-- * A sum that left the ledger's accounts is looked for among the credits to deposits, one that came to them among the debits: first
--   the penalty, then interest, then tax, from entry to entry in line order, until the sum or the entries are used up. So no kind is
--   ever more than its accounts moved, and all of it wherever deposits took as much on that side.
-- * What remains of the entries is something else, such as a pay-out in the journal that credits the interest.
-- The bank's own accounts have no other currency. An entry of a deposit in one counts whole, if interest went its way.
-- A journal without deposits has no shares; its entries on the ledger's accounts, such as accruals, are told as 'elsewhere'.
CREATE OR REPLACE FUNCTION books.interest_shares(p_journals bigint[])
RETURNS TABLE (
  journal_sequence bigint, account_id uuid, ledger_account text, currency text, is_deposit boolean, what text, amount_minor bigint
) LANGUAGE sql STABLE AS $$
  WITH line AS (
    SELECT e.journal_sequence, e.line_no, e.account_id, e.ledger_account, e.currency, e.amount_minor,
      e.ledger_account BETWEEN '2010' AND '2090' AS is_deposit,
      CASE
        WHEN e.ledger_account IN ('5030', '5035', '6080') AND j.template = 'D06' THEN 'penalty'
        WHEN e.ledger_account IN ('2300', '5010', '5020', '5030', '5035') THEN 'interest'
        WHEN e.ledger_account = '2360' THEN 'withheld'
      END AS what,
      bool_or(e.ledger_account BETWEEN '2010' AND '2090') OVER (PARTITION BY e.journal_sequence) AS has_deposit
    FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence
    WHERE e.journal_sequence = ANY (p_journals)
  ), total AS (
    SELECT l.journal_sequence, l.what, sum(l.amount_minor) AS minor
    FROM line l WHERE l.what IS NOT NULL GROUP BY l.journal_sequence, l.what HAVING sum(l.amount_minor) <> 0
  ), sought AS (
    -- Sums of one side lie end to end, and so do its entries: what both cover is the share.
    SELECT t.journal_sequence, t.what, -sign(t.minor) AS side, abs(t.minor) AS size,
      sum(abs(t.minor)) OVER (PARTITION BY t.journal_sequence, sign(t.minor)
        ORDER BY array_position('{penalty,interest,withheld}', t.what)) AS upto
    FROM total t
  ), taken AS (
    SELECT l.journal_sequence, l.account_id, l.ledger_account, l.currency, sign(l.amount_minor) AS side, abs(l.amount_minor) AS size,
      sum(abs(l.amount_minor)) OVER (PARTITION BY l.journal_sequence, sign(l.amount_minor) ORDER BY l.line_no) AS upto
    FROM line l WHERE l.is_deposit AND l.currency = 'USD'
  )
  SELECT t.journal_sequence, t.account_id, t.ledger_account, t.currency, true, s.what,
    (t.side * (least(t.upto, s.upto) - greatest(t.upto - t.size, s.upto - s.size)))::bigint
  FROM taken t JOIN sought s USING (journal_sequence, side)
  WHERE least(t.upto, s.upto) > greatest(t.upto - t.size, s.upto - s.size)
  UNION ALL
  SELECT l.journal_sequence, l.account_id, l.ledger_account, l.currency, true, 'interest', l.amount_minor
  FROM line l JOIN total t ON t.journal_sequence = l.journal_sequence AND t.what = 'interest' AND sign(t.minor) = -sign(l.amount_minor)
  WHERE l.is_deposit AND l.currency <> 'USD'
  UNION ALL
  SELECT l.journal_sequence, l.account_id, l.ledger_account, l.currency, false,
    CASE WHEN l.has_deposit AND l.what IS NOT NULL THEN l.what ELSE 'elsewhere' END, l.amount_minor
  FROM line l WHERE l.what IS NOT NULL OR l.ledger_account = '6080'
$$;
