-- One update per account whatever the number of its entries: a batch of postings to a busy account costs one row.
CREATE OR REPLACE FUNCTION books.write_balances(p_postings books.posting[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE books.balance b SET balance_minor = last.balance_after_minor, version = last.account_version
  FROM (
    SELECT DISTINCT ON (account_id) account_id, balance_after_minor, account_version
    FROM unnest(p_postings) ORDER BY account_id, account_version DESC
  ) last
  WHERE b.account_id = last.account_id;
END $$;
