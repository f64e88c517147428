import type { Client } from 'pg';
import { BrokenBooks } from './broken-books.ts';

/** Each query finds rows that break a rule of the books; in sound books it finds none. Set-based, for millions of rows. */
const rules: Readonly<Record<string, string>> = {
  'every journal has two entries or more and sums to zero per currency': `
    SELECT j.sequence FROM books.journal j LEFT JOIN (
      SELECT journal_sequence, sum(entries) AS entries, bool_and(total = 0) AS balanced FROM (
        SELECT journal_sequence, count(*) AS entries, sum(amount_minor) AS total
        FROM books.entry GROUP BY journal_sequence, currency) e
      GROUP BY journal_sequence) e ON e.journal_sequence = j.sequence
    WHERE (e.entries >= 2 AND e.balanced) IS NOT TRUE`,
  'every business date sums to zero per currency': `
    SELECT business_date FROM books.entry GROUP BY business_date, currency HAVING sum(amount_minor) <> 0`,
  'a balance is the sum of its entries, a version their number': `
    SELECT b.account_id FROM books.balance b FULL JOIN (
      SELECT account_id, stripe, sum(amount_minor) AS total, count(*) AS entries FROM books.entry GROUP BY 1, 2
    ) e USING (account_id, stripe)
    WHERE b.version IS NULL OR b.balance_minor <> coalesce(e.total, 0) OR b.version <> coalesce(e.entries, 0)`,
  'a running balance is the sum so far, versions have no gap, and later ones are later journals': `
    SELECT account_id FROM (
      SELECT account_id, amount_minor, balance_after_minor, account_version, journal_sequence,
        lag(balance_after_minor, 1, 0::bigint) OVER w AS balance_before,
        lag(account_version, 1, 0::bigint) OVER w AS version_before,
        lag(journal_sequence, 1, 0::bigint) OVER w AS sequence_before
      FROM books.entry WINDOW w AS (PARTITION BY account_id, stripe ORDER BY account_version)) e
    WHERE balance_after_minor <> balance_before + amount_minor OR account_version <> version_before + 1
      OR journal_sequence < sequence_before`,
  'no balance is below its floor': `
    SELECT account_id FROM books.balance WHERE side * balance_minor - held_minor < floor_minor`,
  'movements of accounts are the entries of closed days': `
    SELECT 1 FROM books.account_movement m FULL JOIN (
      SELECT account_id, stripe, business_date, sum(greatest(amount_minor, 0)) AS debit,
        sum(greatest(-amount_minor, 0)) AS credit
      FROM books.entry JOIN books.closed_day USING (business_date) GROUP BY 1, 2, 3
    ) e USING (account_id, stripe, business_date)
    WHERE (m.debit_minor = e.debit AND m.credit_minor = e.credit) IS NOT TRUE`,
  'movements of ledger accounts are the entries of closed days': `
    SELECT 1 FROM (
      SELECT ledger_account, business_date, currency, sum(debit_minor) AS debit, sum(credit_minor) AS credit
      FROM books.ledger_movement GROUP BY 1, 2, 3
    ) m FULL JOIN (
      SELECT ledger_account, business_date, currency, sum(greatest(amount_minor, 0)) AS debit,
        sum(greatest(-amount_minor, 0)) AS credit
      FROM books.entry JOIN books.closed_day USING (business_date) GROUP BY 1, 2, 3
    ) e USING (ledger_account, business_date, currency)
    WHERE (m.debit = e.debit AND m.credit = e.credit) IS NOT TRUE`,
  'shifts are the entries that count from another date': `
    SELECT 1 FROM books.value_shift s FULL JOIN (
      SELECT account_id, stripe, value_date, business_date, sum(amount_minor) AS net
      FROM books.entry WHERE value_date <> business_date GROUP BY 1, 2, 3, 4
    ) e USING (account_id, stripe, value_date, business_date)
    WHERE coalesce(s.net_minor, 0) <> coalesce(e.net, 0)`,
};

/**
 * Holds the whole books to their rules.
 * @throws BrokenBooks naming every rule that is broken
 */
export async function verifyBooks(admin: Client): Promise<void> {
  await admin.query("SET work_mem = '256MB'");
  const broken: string[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    const { rowCount } = await admin.query(`SELECT FROM (${query}) broken LIMIT 1`);
    if (rowCount !== 0) broken.push(`not true: ${rule}`);
  }
  await admin.query('RESET work_mem');
  if (broken.length > 0) throw new BrokenBooks(broken.join('; '));
}
