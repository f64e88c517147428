-- An entry as it is sealed. The other party of a transfer gets its hash alone, so it is salted.
CREATE OR REPLACE FUNCTION books.seal_entry_text(p_entry books.entry, p_salt bytea)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT json_build_object(
    'version', 'ledgerbank-entry-1', 'salt', books.seal_salt(p_salt, p_entry.line_no),
    'sequence', p_entry.journal_sequence::text, 'line', p_entry.line_no, 'accountId', p_entry.account_id,
    'stripe', p_entry.stripe, 'accountVersion', p_entry.account_version::text,
    'ledgerAccount', p_entry.ledger_account, 'currency', p_entry.currency, 'amountMinor', p_entry.amount_minor::text,
    'balanceAfterMinor', p_entry.balance_after_minor::text, 'businessDate', p_entry.business_date,
    'valueDate', p_entry.value_date)::text
$$;
