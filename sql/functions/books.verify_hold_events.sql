-- Each hold was placed once, with its own amount, date and actor, and each capture names a journal on the hold's account.
CREATE OR REPLACE FUNCTION books.verify_hold_events()
RETURNS TABLE (relation text, row_key text, stored text, expected text) LANGUAGE sql STABLE AS $$
  SELECT * FROM (
    SELECT 'books.hold', format('hold %s', h.id),
      format('%s placed on %s by %s', h.amount_minor, h.placed_on, h.actor),
      coalesce(string_agg(format('%s placed on %s by %s', e.amount_minor, e.business_date, e.actor), ', '), 'never placed')
    FROM books.hold h LEFT JOIN books.hold_event e ON e.hold_id = h.id AND e.kind = 'placed'
    GROUP BY h.id
    HAVING count(e.id) <> 1 OR bool_or((e.amount_minor, e.business_date, e.actor) <> (h.amount_minor, h.placed_on, h.actor))
    UNION ALL
    SELECT 'books.hold_event', format('event %s', e.sequence), format('captured by journal %s', e.journal_id),
      'a journal of that date and actor that took as much from the account'
    FROM books.hold_event e JOIN books.hold h ON h.id = e.hold_id
    WHERE e.kind = 'captured' AND NOT EXISTS (
      SELECT FROM books.journal j JOIN books.entry entry ON entry.journal_sequence = j.sequence
      WHERE j.id = e.journal_id AND j.business_date = e.business_date AND j.actor = e.actor AND entry.account_id = h.account_id
      GROUP BY j.sequence HAVING abs(sum(entry.amount_minor)) >= e.amount_minor)
  ) disagreement
  LIMIT 1
$$;
