-- What each deposit of some journals was credited as interest, what was withheld of it, and what an early withdrawal forfeited; beside
-- that, what the ledger's accounts of interest, tax and penalties moved. Told by what a journal was posted on, so that any journal of
-- interest counts, imported or by hand:
-- * Interest owed and its expense are interest, 2360 is tax, and in a penalty (D06) the expense of certificates and 6080 are penalty.
-- * What the accounts of a kind moved in all is sought first: a sum that left them among the credits to deposits, one that came to
--   them among the debits. What they moved both ways beside it is sought on both sides, as far as deposits moved more on both:
--   interest may go from one payee to another in one journal. An accrual in the journal of its credit is no such thing.
-- * Kinds are served in the order penalty, interest, tax, entry by entry in line order, until the sum or the entries are used up. So
--   no kind is ever more than its accounts moved that way.
-- * What remains of the entries is something else, such as a pay-out in the journal that credits the interest.
-- Unclear is a journal in which that is a guess: on one side deposits of several holders moved more than a kind, so whose share it is
-- was told by the order of lines alone; or its accounts moved a kind both ways, and deposits other money beside, or that kind came
-- from one account and left another, as an accrual does.
-- The bank's own accounts have no other currency. An entry of a deposit in one counts whole, if interest went its way.
-- A journal without deposits has no shares; its entries on the ledger's accounts, such as accruals, are told as 'elsewhere'.
CREATE OR REPLACE FUNCTION books.interest_shares(p_journals bigint[])
RETURNS TABLE (
  journal_sequence bigint, account_id uuid, ledger_account text, currency text, is_deposit boolean, what text, amount_minor bigint,
  unclear boolean
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
  ), moved AS (
    SELECT l.journal_sequence, l.what, sum(l.amount_minor) AS net,
      (sum(abs(l.amount_minor)) - abs(sum(l.amount_minor))) / 2 AS both_ways, count(DISTINCT l.ledger_account) > 1 AS is_spread
    FROM line l WHERE l.what IS NOT NULL GROUP BY l.journal_sequence, l.what
  ), deposit AS (
    -- A holder of accounts that get a form and of others, such as retirement accounts, counts as two.
    SELECT l.journal_sequence, coalesce(sum(-l.amount_minor) FILTER (WHERE l.amount_minor < 0), 0) AS credited,
      coalesce(sum(l.amount_minor) FILTER (WHERE l.amount_minor > 0), 0) AS debited,
      count(DISTINCT holder.id) FILTER (WHERE l.amount_minor < 0) AS credited_to,
      count(DISTINCT holder.id) FILTER (WHERE l.amount_minor > 0) AS debited_to, count(DISTINCT holder.id) AS holders
    FROM line l JOIN books.account a ON a.id = l.account_id
    CROSS JOIN LATERAL (SELECT coalesce(a.customer_id, a.id)::text || (a.ledger_account <= '2050') AS id) holder
    WHERE l.is_deposit AND l.currency = 'USD' GROUP BY l.journal_sequence
  ), beside AS (
    -- Room: what deposits moved on both sides beyond what the kinds moved in all.
    SELECT m.journal_sequence, m.what, m.net, m.both_ways, m.is_spread,
      greatest(0, least(d.credited - sum(greatest(m.net, 0)) OVER journal, d.debited - sum(greatest(-m.net, 0)) OVER journal)) AS room,
      sum(m.both_ways) OVER (journal ORDER BY array_position('{penalty,interest,withheld}', m.what)) AS upto
    FROM moved m JOIN deposit d USING (journal_sequence)
    WINDOW journal AS (PARTITION BY m.journal_sequence)
  ), sought AS (
    -- Sums of one side lie end to end, and so do its entries: what both cover is the share.
    SELECT s.*, sum(s.size) OVER (PARTITION BY s.journal_sequence, s.side
      ORDER BY array_position('{penalty,interest,withheld}', s.what)) AS upto
    FROM (
      SELECT b.journal_sequence, b.what, side.side, greatest(0, -side.side * b.net) + least(b.upto, b.room) - least(b.upto - b.both_ways, b.room) AS size
      FROM beside b CROSS JOIN (VALUES (-1), (1)) side (side)
    ) s
    WHERE s.size > 0
  ), taken AS (
    SELECT l.journal_sequence, l.account_id, l.ledger_account, l.currency, sign(l.amount_minor) AS side, abs(l.amount_minor) AS size,
      sum(abs(l.amount_minor)) OVER (PARTITION BY l.journal_sequence, sign(l.amount_minor) ORDER BY l.line_no) AS upto
    FROM line l WHERE l.is_deposit AND l.currency = 'USD'
  ), unclear AS (
    SELECT d.journal_sequence
    FROM deposit d JOIN sought s USING (journal_sequence)
    WHERE CASE s.side WHEN -1 THEN d.credited_to > 1 AND d.credited > s.size ELSE d.debited_to > 1 AND d.debited > s.size END
    UNION
    SELECT b.journal_sequence
    FROM beside b JOIN deposit d USING (journal_sequence)
    GROUP BY b.journal_sequence, b.room, d.holders, d.credited, d.debited
    HAVING sum(b.both_ways) > 0 AND (
      b.room > 0 AND d.holders > 1 AND (b.room < sum(b.both_ways) OR bool_or(b.is_spread AND b.both_ways > 0))
      OR d.credited > sum(greatest(b.net, 0)) + least(b.room, sum(b.both_ways))
      OR d.debited > sum(greatest(-b.net, 0)) + least(b.room, sum(b.both_ways)))
  ), share AS (
    SELECT t.journal_sequence, t.account_id, t.ledger_account, t.currency, true AS is_deposit, s.what,
      (t.side * (least(t.upto, s.upto) - greatest(t.upto - t.size, s.upto - s.size)))::bigint AS amount_minor
    FROM taken t JOIN sought s USING (journal_sequence, side)
    WHERE least(t.upto, s.upto) > greatest(t.upto - t.size, s.upto - s.size)
    UNION ALL
    SELECT l.journal_sequence, l.account_id, l.ledger_account, l.currency, true, 'interest', l.amount_minor
    FROM line l JOIN moved m ON m.journal_sequence = l.journal_sequence AND m.what = 'interest' AND sign(m.net) = -sign(l.amount_minor)
    WHERE l.is_deposit AND l.currency <> 'USD'
    UNION ALL
    SELECT l.journal_sequence, l.account_id, l.ledger_account, l.currency, false,
      CASE WHEN l.has_deposit AND l.what IS NOT NULL THEN l.what ELSE 'elsewhere' END, l.amount_minor
    FROM line l WHERE l.what IS NOT NULL OR l.ledger_account = '6080'
  )
  SELECT s.*, u.journal_sequence IS NOT NULL FROM share s LEFT JOIN unclear u USING (journal_sequence)
$$;
