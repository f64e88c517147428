-- Gives accounts the balance rows of their mode and brings the copies on them up to date. Called by the triggers on what
-- is copied. Sorted, because it locks the rows as a posting does.
CREATE OR REPLACE FUNCTION books.sync_balances(p_accounts uuid[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO books.balance AS b (account_id, stripe, side, everyday, striped, floor_minor, ledger_account, currency)
  SELECT
    a.id, stripe, CASE l.normal_side WHEN 'debit' THEN 1 ELSE -1 END,
    a.status = 'open' AND l.class <> 'Memo' AND l.retired_on IS NULL AND (a.customer_id IS NULL OR l.class <> 'Asset')
      AND NOT EXISTS (SELECT FROM books.velocity_limit v WHERE v.account_id = a.id),
    a.mode = 'striped', a.floor_minor - a.overdraft_minor, a.ledger_account, a.currency
  FROM books.account a
  JOIN books.ledger_account l ON l.code = a.ledger_account
  CROSS JOIN generate_series(0, CASE a.mode WHEN 'striped' THEN 15 ELSE 0 END) stripe
  WHERE a.id = ANY (p_accounts)
  ORDER BY a.id, stripe
  ON CONFLICT (account_id, stripe) DO UPDATE SET
    side = excluded.side, everyday = excluded.everyday, striped = excluded.striped, floor_minor = excluded.floor_minor,
    ledger_account = excluded.ledger_account, currency = excluded.currency;
  -- Stripes of an account that went back to strict stay, empty, and are not looked at.
  UPDATE books.balance b SET striped = false
  FROM books.account a WHERE a.id = b.account_id AND a.id = ANY (p_accounts) AND a.mode = 'strict' AND b.striped;
END $$;
