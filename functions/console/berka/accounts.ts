import { sql } from 'drizzle-orm';
import { callFunction, jsonOf, type BooksDatabase } from '../../adapters/postgres/database.ts';
import { z } from 'zod';
import type { BerkaAccount, BerkaTransaction } from './records.ts';

/** Account number of the file → id in the books. */
export type AccountIds = Map<string, string>;

interface Opening {
  readonly owners: ReadonlyMap<string, BerkaAccount>;
  readonly accounts: AccountIds;
  readonly ofDay: readonly BerkaTransaction[];
}

/** An account is opened, with its owner, on the day of its first transaction; opening it again finds it. */
export async function openAccounts(
  database: BooksDatabase,
  { owners, accounts, ofDay }: Opening,
): Promise<void> {
  for (const { accountId } of ofDay) {
    if (accounts.has(accountId)) continue;
    const owner = owners.get(accountId);
    if (!owner) throw new Error(`Account ${accountId} has no owner`);
    accounts.set(accountId, await openAccount(database, owner));
  }
}

const opened = z.object({ id: z.string() });

async function openAccount(database: BooksDatabase, owner: BerkaAccount): Promise<string> {
  const customer = { number: owner.clientId.padStart(8, '0'), name: `Client ${owner.clientId}` };
  const made = await callFunction(
    database,
    sql`SELECT bank.open_customer(${JSON.stringify(customer)}::jsonb)`,
  );
  const account = {
    // Numbers of house accounts begin with zeros.
    number: `1${owner.accountId.padStart(9, '0')}`,
    customer: opened.parse(jsonOf(made)).id,
    ledgerAccount: '2020',
    currency: 'USD',
    product: 'interest-checking',
    name: 'Interest checking',
    // No floorMinor: the real accounts could be overdrawn.
  };
  const result = await callFunction(
    database,
    sql`SELECT bank.open_account(${JSON.stringify(account)}::jsonb)`,
  );
  return opened.parse(jsonOf(result)).id;
}
