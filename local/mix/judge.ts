import type { Pool } from 'pg';
import { brokenRules } from '../testing/books.ts';
import type { Promises } from './promises.ts';

type Balances = ReadonlyMap<string, bigint>;

/** Balances of accounts on the customer's side, by id. */
export async function balancesOf(app: Pool, accounts: readonly string[]): Promise<Balances> {
  const { rows } = await app.query<{ id: string; balance_minor: string }>(
    'SELECT id, balance_minor FROM bank.account WHERE id = ANY ($1)',
    [accounts],
  );
  return new Map(rows.map(({ id, balance_minor: minor }) => [id, BigInt(minor)]));
}

/** What is wrong with the books after the run; nothing in sound ones. */
export async function judge(
  books: { app: Pool; owner: Pool },
  before: Balances,
  promises: Promises,
): Promise<string[]> {
  const { rows } = await books.owner.query<{ key: string; journals: number }>(
    `SELECT CASE WHEN scope LIKE 'batch:%' THEN scope || '/' || key ELSE key END AS key, count(*)::int AS journals
     FROM books.journal GROUP BY 1`,
  );
  const journals = new Map(rows.map((row) => [row.key, row.journals]));
  const wrong = [...promises.byKey.keys()].filter((key) => journals.get(key) !== 1);
  const expected = new Map(before);
  for (const { changes } of promises.byKey.values())
    for (const [account, change] of changes)
      if (expected.has(account)) expected.set(account, (expected.get(account) ?? 0n) + change);
  const after = await balancesOf(books.app, [...before.keys()]);
  const off = [...expected].filter(([account, balance]) => after.get(account) !== balance);
  return [
    ...promises.faults.slice(0, 20),
    ...wrong.slice(0, 20).map((key) => `key ${key} has ${journals.get(key) ?? 0} journals`),
    ...off.map(
      ([account, balance]) => `account ${account} should have ${balance} and has ${after.get(account) ?? 0n}`,
    ),
    ...(await brokenRules(books.owner)).map((rule) => `broken rule: ${rule}`),
  ];
}
