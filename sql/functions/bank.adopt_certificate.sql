-- For certificates that were opened before the books knew terms: the money on the account is bound as if it had been then.
CREATE OR REPLACE FUNCTION bank.adopt_certificate(p jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_account books.account;
  v_balance bigint;
BEGIN
  PERFORM books.hold_business_date();
  SELECT a.* INTO v_account FROM books.account a WHERE a.id = (p ->> 'account')::uuid;
  SELECT -balance_minor INTO v_balance FROM books.balance WHERE account_id = v_account.id AND stripe = 0;
  IF EXISTS (SELECT FROM books.certificate WHERE account_id = v_account.id) THEN
    RETURN;
  END IF;
  PERFORM books.add_certificate(v_account, (p ->> 'startsOn')::date,
    coalesce((p ->> 'ratePpm')::integer, books.deposit_rate_on(v_account.product, v_balance, (p ->> 'startsOn')::date)),
    greatest(v_balance, 0), coalesce(p ->> 'atMaturity', 'renew'), (p ->> 'payoutAccount')::uuid);
END $$;
COMMENT ON FUNCTION bank.adopt_certificate IS
  'Takes account, startsOn and perhaps ratePpm, atMaturity and payoutAccount; nothing happens to an account that has its terms already.';
GRANT EXECUTE ON FUNCTION bank.adopt_certificate TO bank_operator;
