import type { Queryable } from './journals.ts';

/** Everything the books hold, as rows of text in a fixed order; equal before and after a refused call. */
export async function wholeBooks(owner: Queryable): Promise<Record<string, unknown[]>> {
  const tables = [
    'journal',
    'entry',
    'balance',
    'idempotency',
    'account_movement',
    'ledger_movement',
    'business_date',
    'period',
    'account',
  ];
  const books: Record<string, unknown[]> = {};
  for (const table of tables) {
    const { rows } = await owner.query<{ row: string }>(
      `SELECT t::text AS row FROM books.${table} t ORDER BY t::text`,
    );
    books[table] = rows.map(({ row }) => row);
  }
  const { rows } = await owner.query('SELECT kind, payload FROM ops.outbox ORDER BY sequence');
  return { ...books, outbox: rows };
}

/** Each query finds the rows that break one rule of the books; in sound books every one is empty. */
const rules: Record<string, string> = {
  'every journal has two entries or more and sums to zero per currency': `
    SELECT j.sequence FROM books.journal j LEFT JOIN books.entry e ON e.journal_sequence = j.sequence
    GROUP BY j.sequence, e.currency HAVING coalesce(sum(e.amount_minor), 1) <> 0
    UNION ALL
    SELECT journal_sequence FROM books.entry GROUP BY journal_sequence HAVING count(*) < 2`,
  'every business date sums to zero per currency': `
    SELECT business_date FROM books.entry GROUP BY business_date, currency HAVING sum(amount_minor) <> 0`,
  'a balance is the sum of the entries, a version their number': `
    SELECT b.account_id FROM books.balance b LEFT JOIN books.entry e USING (account_id)
    GROUP BY b.account_id, b.balance_minor, b.version
    HAVING b.balance_minor <> coalesce(sum(e.amount_minor), 0) OR b.version <> count(e.amount_minor)`,
  'a running balance is the sum so far, and versions have no gap': `
    SELECT * FROM (
      SELECT balance_after_minor, sum(amount_minor) OVER w AS total, account_version, row_number() OVER w AS position,
        journal_sequence, lag(journal_sequence) OVER w AS previous
      FROM books.entry WINDOW w AS (PARTITION BY account_id ORDER BY account_version)
    ) e WHERE balance_after_minor <> total OR account_version <> position OR journal_sequence < previous`,
  'movements of accounts are their entries': `
    (SELECT account_id, business_date, sum(greatest(amount_minor, 0)), sum(greatest(-amount_minor, 0))
     FROM books.entry GROUP BY 1, 2)
    EXCEPT SELECT account_id, business_date, debit_minor, credit_minor FROM books.account_movement`,
  'movements of ledger accounts are their entries': `
    (SELECT e.ledger_account, e.business_date, e.currency, j.type = 'CLOSING',
       sum(greatest(amount_minor, 0)), sum(greatest(-amount_minor, 0))
     FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence GROUP BY 1, 2, 3, 4)
    EXCEPT
    SELECT ledger_account, business_date, currency, closing, sum(debit_minor), sum(credit_minor)
    FROM books.ledger_movement GROUP BY 1, 2, 3, 4`,
  'every journal has one key and one event': `
    SELECT j.id FROM books.journal j
    LEFT JOIN books.idempotency i ON i.journal_id = j.id
    LEFT JOIN ops.outbox o ON o.payload ->> 'journalId' = j.id::text
    GROUP BY j.id HAVING count(i.key) <> 1 OR count(o.sequence) <> 1`,
  'the sub-ledger of a control account is its balance': `
    SELECT a.ledger_account FROM books.account a JOIN books.balance b ON b.account_id = a.id
    GROUP BY a.ledger_account, a.currency
    HAVING sum(b.balance_minor) <> coalesce((SELECT sum(debit_minor - credit_minor) FROM books.ledger_movement m
      WHERE m.ledger_account = a.ledger_account AND m.currency = a.currency), 0)`,
};

/** Names of the rules that the books break; empty for sound books. */
export async function brokenRules(owner: Queryable): Promise<string[]> {
  const broken: string[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    const { rows } = await owner.query(query);
    if (rows.length > 0) broken.push(rule);
  }
  return broken;
}
