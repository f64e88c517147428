-- One update per account whatever the number of its entries: a batch of postings to a busy account costs one row.
CREATE OR REPLACE FUNCTION books.write_balances(p_postings books.posting[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE books.balance b SET balance_minor = b.balance_minor + moved.net_minor, version = b.version + moved.entries
  FROM (
    SELECT account_id, stripe, sum(amount_minor) AS net_minor, count(*) AS entries
    FROM unnest(p_postings) GROUP BY account_id, stripe
  ) moved
  WHERE b.account_id = moved.account_id AND b.stripe = moved.stripe;
END $$;
