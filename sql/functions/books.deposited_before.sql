-- What Regulation CC asks of a customer before a check of theirs is scheduled: what they deposited by check on a business
-- date, and whether their first account is younger than thirty days (12 CFR 229.13(a)).
CREATE OR REPLACE FUNCTION books.deposited_before(p_customer uuid, p_today date)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('businessDate', p_today,
    'isNew', (SELECT min(a.opened_on) > p_today - 30 FROM books.account a WHERE a.customer_id = p_customer),
    'specialMinor', coalesce(sum(c.amount_minor) FILTER (WHERE c.class = 'special'), 0)::text,
    'otherMinor', coalesce(sum(c.amount_minor) FILTER (WHERE c.class = 'other'), 0)::text)
  FROM books.check_deposit c WHERE c.customer_id = p_customer AND c.business_date = p_today
$$;
