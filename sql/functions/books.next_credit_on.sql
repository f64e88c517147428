-- The next day from which credited interest counts: the first after the end of a month in which the terms pay, or the
-- maturity of a certificate, whichever comes first. Null where neither will be.
CREATE OR REPLACE FUNCTION books.next_credit_on(p_account uuid, p_date date)
RETURNS date LANGUAGE sql STABLE AS $$
  SELECT least(
    (SELECT min(books.month_end(month::date)) + 1
     FROM books.account a JOIN books.terms_on(p_date) t ON t.product = a.product
     CROSS JOIN LATERAL generate_series(date_trunc('month', p_date::timestamp), p_date + interval '11 months', interval '1 month') month
     WHERE a.id = p_account AND extract(month FROM month)::smallint = ANY (t.credit_months)),
    (SELECT max(c.matures_on) FROM books.certificate_term c WHERE c.account_id = p_account))
$$;
