-- The trial balance at the end of a day as text, byte for byte the same whenever the books are the same: what a close is
-- decided on, and what its hash is taken of.
CREATE OR REPLACE FUNCTION books.draft_trial_balance(p_as_of date)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT format('{"asOf":"%s","lines":[%s]}', to_char(p_as_of, 'YYYY-MM-DD'), coalesce(string_agg(
    format('{"ledgerAccount":"%s","debitMinor":"%s","creditMinor":"%s"}', b.code, greatest(b.balance_minor, 0),
      greatest(-b.balance_minor, 0)), ',' ORDER BY b.code COLLATE "C"), ''))
  FROM books.ledger_balances(p_as_of) b
$$;
