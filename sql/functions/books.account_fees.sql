-- Fees among the entries of a deposit after one version up to another; what was given back is below zero. An entry is a fee by
-- its posting rule, or because a line of the same journal takes just its amount as fee income. A reversal (P21) is of the kind
-- of what it takes back.
CREATE OR REPLACE FUNCTION books.account_fees(p_account uuid, p_after bigint, p_through bigint)
RETURNS TABLE (kind text, business_date date, minor bigint) LANGUAGE sql STABLE AS $$
  SELECT k.kind, e.business_date, e.amount_minor
  FROM books.entry e
  JOIN books.journal j ON j.sequence = e.journal_sequence
  LEFT JOIN books.journal original ON original.id = j.reverses_id
  LEFT JOIN LATERAL (
    SELECT min(i.ledger_account) AS ledger_account FROM books.entry i
    WHERE i.journal_sequence = e.journal_sequence AND i.ledger_account IN ('6020', '6025', '6070', '6080')
      AND i.amount_minor = -e.amount_minor
      -- Of two entries of one amount, such as a wire and its fee, the last one.
      AND NOT EXISTS (
        SELECT FROM books.entry later
        WHERE later.journal_sequence = e.journal_sequence AND later.account_id = e.account_id
          AND later.amount_minor = e.amount_minor AND later.line_no > e.line_no)
  ) income ON true
  CROSS JOIN LATERAL books.fee_kind(coalesce(original.template, j.template), income.ledger_account) k (kind)
  WHERE e.account_id = p_account AND e.stripe = 0 AND e.account_version > p_after AND e.account_version <= p_through
    AND k.kind IS NOT NULL
$$;
