-- The interest of an account is the sum of its days and of what was carried in, less what was credited; a product has posted
-- the rounded sum of all its days; the journals that are interest moved 2300 by what is owed; and every credit, at a month's
-- end, at maturity or before an account is closed, is a journal that paid just that.
CREATE OR REPLACE FUNCTION books.verify_interest()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  WITH earned AS (
    SELECT account_id, sum(numerator) AS numerator FROM books.interest_day GROUP BY 1
  ), credited AS (
    SELECT account_id, sum(numerator) AS numerator, sum(numerator) FILTER (WHERE kind = 'dropped') AS dropped
    FROM books.interest_credit GROUP BY 1
  ), by_product AS (
    SELECT a.product, sum(coalesce(e.numerator, 0) + coalesce(c.dropped, 0)) AS numerator
    FROM earned e FULL JOIN credited c USING (account_id) JOIN books.account a ON a.id = account_id GROUP BY 1
  ), moved AS (
    SELECT coalesce(sum(-e.amount_minor), 0) AS minor
    FROM books.journal j JOIN books.entry e ON e.journal_sequence = j.sequence AND e.ledger_account = '2300'
    LEFT JOIN books.journal target ON target.id = j.reverses_id
    WHERE coalesce(target.scope, j.scope) IN ('day', 'certificate', 'close')
  ), paid AS (
    -- What each journal of interest gave an account, as [credited, withheld].
    SELECT e.account_id, j.value_date, sum(greatest(-e.amount_minor, 0)) AS minor, sum(greatest(e.amount_minor, 0)) AS withheld_minor
    FROM books.journal j
    JOIN books.entry e ON e.journal_sequence = j.sequence
    JOIN books.account a ON a.id = e.account_id AND a.customer_id IS NOT NULL
    WHERE j.scope = 'day' AND (j.template = 'D02' OR j.key LIKE 'interest/credited/%') GROUP BY 1, 2
  ), owed AS (
    SELECT books.interest_owed() - coalesce((SELECT sum(minor) FROM books.interest_credit WHERE kind = 'carried-in'), 0) AS minor
  )
  (SELECT 'books.interest_position', format('account %s', account_id), format('numerator %s', coalesce(p.numerator, 0)),
     format('numerator %s', coalesce(e.numerator, 0) + coalesce(c.numerator, 0))
   FROM books.interest_position p FULL JOIN earned e USING (account_id) FULL JOIN credited c USING (account_id)
   WHERE coalesce(p.numerator, 0) <> coalesce(e.numerator, 0) + coalesce(c.numerator, 0) ORDER BY account_id LIMIT 1)
  UNION ALL
  (SELECT 'books.interest_ledger', format('product %s', product), format('numerator %s', coalesce(l.numerator, 0)),
     format('numerator %s', coalesce(b.numerator, 0))
   FROM (SELECT product, sum(numerator) AS numerator FROM books.interest_ledger GROUP BY 1) l FULL JOIN by_product b USING (product)
   WHERE coalesce(l.numerator, 0) <> coalesce(b.numerator, 0) ORDER BY product LIMIT 1)
  UNION ALL
  (SELECT 'books.interest_ledger', format('product %s, %s', product, expense_account), format('posted %s', posted_minor),
     format('posted %s', books.half_up(numerator, books.interest_unit()))
   FROM books.interest_ledger WHERE posted_minor <> books.half_up(numerator, books.interest_unit()) ORDER BY 2 LIMIT 1)
  UNION ALL
  (SELECT 'books.interest_credit', format('account %s, %s', named.account_id, coalesce(c.value_on, p.value_date)),
     format('credited %s, withheld %s', coalesce(c.minor, 0), coalesce(c.withheld_minor, 0)),
     format('credited %s, withheld %s', coalesce(p.minor, 0), coalesce(p.withheld_minor, 0))
   FROM (SELECT * FROM books.interest_credit WHERE kind = 'credited') c
   FULL JOIN paid p ON p.account_id = c.account_id AND p.value_date = c.value_on
   CROSS JOIN LATERAL (SELECT coalesce(c.account_id, p.account_id) AS account_id) named
   WHERE (c.minor, c.withheld_minor) IS DISTINCT FROM (p.minor, p.withheld_minor) ORDER BY 2 LIMIT 1)
  UNION ALL
  SELECT 'books.entry', 'ledger account 2300, journals of interest', format('moved %s', moved.minor), format('moved %s', owed.minor)
  FROM moved CROSS JOIN owed WHERE moved.minor <> owed.minor
  LIMIT 1
$$;
