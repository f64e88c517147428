CREATE OR REPLACE FUNCTION bank.interest_tie_out(p_year integer)
RETURNS TABLE (
  side text, ledger_account text, name text, interest_minor text, withheld_minor text, penalty_minor text, elsewhere_minor text,
  later_minor text, earlier_minor text, unclear_minor text, unclear_journals text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_from date := make_date(p_year, 1, 1);
  v_to date := books.reached_date(v_from, make_date(p_year, 12, 31));
BEGIN
  RETURN QUERY
  WITH sided AS (
    SELECT e.ledger_account AS code, e.what,
      CASE
        WHEN NOT e.is_deposit THEN 'ledger'
        WHEN a.customer_id IS NOT NULL AND e.ledger_account <= '2050' THEN 'payees'
        ELSE 'others'
      END AS side,
      -- Interest leaves the ledger's accounts as a debit and arrives on deposits as a credit; tax and penalties go the other way.
      CASE WHEN e.is_deposit = (e.what = 'interest') AND e.what <> 'elsewhere' THEN -e.amount_minor ELSE e.amount_minor END AS minor,
      CASE WHEN e.is_deposit THEN -e.amount_minor ELSE e.amount_minor END AS net,
      e.counts_on >= v_from AND e.counts_on <= v_to AS counts, e.booked_on >= v_from AND e.booked_on <= v_to AS booked,
      abs(e.amount_minor) AS size, CASE WHEN NOT e.is_deposit AND e.counts_on BETWEEN v_from AND v_to THEN e.unclear_journal END AS unclear
    FROM books.interest_entries(v_from, v_to) e JOIN books.account a ON a.id = e.account_id
    WHERE e.currency = 'USD'
  )
  SELECT s.side, s.code, l.name, coalesce(sum(s.minor) FILTER (WHERE s.counts AND s.what = 'interest'), 0)::text,
    coalesce(sum(s.minor) FILTER (WHERE s.counts AND s.what = 'withheld'), 0)::text,
    coalesce(sum(s.minor) FILTER (WHERE s.counts AND s.what = 'penalty'), 0)::text,
    coalesce(sum(s.minor) FILTER (WHERE s.counts AND s.what = 'elsewhere'), 0)::text,
    coalesce(sum(s.net) FILTER (WHERE s.counts AND NOT s.booked), 0)::text,
    coalesce(sum(s.net) FILTER (WHERE s.booked AND NOT s.counts), 0)::text,
    coalesce(sum(s.size) FILTER (WHERE s.unclear IS NOT NULL), 0)::text,
    coalesce(array_to_string((array_agg(DISTINCT s.unclear ORDER BY s.unclear) FILTER (WHERE s.unclear IS NOT NULL))[:1000], ' '), '')
  FROM sided s JOIN books.ledger_account l ON l.code = s.code
  GROUP BY s.side, s.code, l.name
  ORDER BY array_position('{payees,others,ledger}', s.side), s.code;
END $$;
COMMENT ON FUNCTION bank.interest_tie_out IS
  'Interest, tax withheld and penalties that count in a calendar year on both sides, in US cents: by the deposits of payees, by others '
  'that get no form (retirement accounts, governments, banks), and by the accounts of the ledger they were posted against. In sound books '
  'the first two together are the third. Deposits come first. Elsewhere: what other journals moved there. Later: what of all this was '
  'booked after the year. Earlier: what was booked in the year and counts in an earlier one. These three with debits positive in the ledger '
  'and credits positive on deposits. Unclear, of accounts of the ledger: what journals moved there, regardless of the side, in which whose '
  'share is whose had to be told by the order of their lines, and the first thousand of these journals; none that was reversed.';
GRANT EXECUTE ON FUNCTION bank.interest_tie_out TO bank_app, bank_operator;
