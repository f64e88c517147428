-- Whether an account that is not everyday takes entries all the same: it is open and its ledger account not retired yet.
CREATE OR REPLACE FUNCTION books.takes_entries(p_account uuid, p_today date)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM books.account a JOIN books.ledger_account l ON l.code = a.ledger_account
    WHERE a.id = p_account AND a.status = 'open' AND (l.retired_on IS NULL OR l.retired_on > p_today)
  );
END $$;
