-- Takes the captures off their holds and the holds off the balances. A journal must take at least as much from an account
-- as it captures there: a capture is money that leaves.
CREATE OR REPLACE FUNCTION books.write_captures(
  p_captures books.capture[], p_journals books.journal_draft[], p_postings books.posting[], p_today date
)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_unpaid integer;
BEGIN
  SELECT min(c.ord) INTO v_unpaid
  FROM (SELECT ord, account_id, sum(captured_minor) AS minor FROM unnest(p_captures) GROUP BY ord, account_id) c
  WHERE c.minor > coalesce((
    SELECT -sum(p.side * p.amount_minor) FROM unnest(p_postings) p WHERE p.ord = c.ord AND p.account_id = c.account_id), 0);
  IF v_unpaid IS NOT NULL THEN
    PERFORM books.refuse('LB012', format('Journal %s of the batch takes less from the account than it captures.', v_unpaid - 1),
      jsonb_build_object('journal', v_unpaid - 1));
  END IF;

  UPDATE books.hold h SET remaining_minor = h.remaining_minor - freed.minor,
    state = CASE WHEN h.remaining_minor = freed.minor THEN 'captured' ELSE h.state END
  FROM (SELECT hold_id, sum(freed_minor) AS minor FROM unnest(p_captures) GROUP BY hold_id) freed
  WHERE h.id = freed.hold_id;
  UPDATE books.balance b SET held_minor = b.held_minor - freed.minor
  FROM (SELECT account_id, sum(freed_minor) AS minor FROM unnest(p_captures) GROUP BY account_id) freed
  WHERE b.account_id = freed.account_id AND b.stripe = 0;
  INSERT INTO books.hold_event (id, hold_id, kind, amount_minor, journal_id, business_date, recorded_at, actor)
  SELECT books.uuid_v7(), c.hold_id, 'captured', c.captured_minor, j.id, p_today, v_now, j.actor
  FROM unnest(p_captures) c JOIN unnest(p_journals) j ON j.ord = c.ord ORDER BY c.ord;
  INSERT INTO books.hold_event (id, hold_id, kind, amount_minor, business_date, recorded_at, actor)
  SELECT books.uuid_v7(), c.hold_id, 'released', c.freed_minor - c.captured_minor, p_today, v_now, j.actor
  FROM unnest(p_captures) c JOIN unnest(p_journals) j ON j.ord = c.ord
  WHERE c.freed_minor > c.captured_minor ORDER BY c.ord;
END $$;
