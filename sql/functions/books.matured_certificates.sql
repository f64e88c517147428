-- Open certificates whose last term has ended by a date.
CREATE OR REPLACE FUNCTION books.matured_certificates(p_date date)
RETURNS TABLE (account_id uuid, product text, term_months smallint, at_maturity text, payout_account uuid) LANGUAGE sql STABLE AS $$
  SELECT c.account_id, a.product, c.term_months, c.at_maturity, c.payout_account
  FROM books.certificate c
  JOIN books.account a ON a.id = c.account_id
  JOIN books.certificate_term t ON t.account_id = c.account_id
  WHERE a.status = 'open' AND t.matures_on <= p_date
    AND NOT EXISTS (SELECT FROM books.certificate_term further WHERE further.account_id = c.account_id AND further.starts_on > t.starts_on)
$$;
