-- The balance row of an account that this server process moves; null for an account that is not there.
CREATE OR REPLACE FUNCTION books.stripe_of(p_account uuid)
RETURNS smallint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT CASE mode WHEN 'striped' THEN books.own_stripe() ELSE 0 END FROM books.account WHERE id = p_account);
END $$;
