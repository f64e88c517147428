import type { BooksDatabase } from '../../adapters/postgres/database.ts';
import { openAccount, openCustomer } from '../../adapters/postgres/opening.ts';
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
    accounts.set(accountId, await openFor(database, owner));
  }
}

async function openFor(database: BooksDatabase, { clientId, accountId }: BerkaAccount): Promise<string> {
  const customer = await openCustomer(database, {
    number: clientId.padStart(8, '0'),
    name: `Client ${clientId}`,
  });
  // No floor: the real accounts could be overdrawn.
  return openAccount(database, {
    number: `1${accountId.padStart(9, '0')}`,
    customer,
    ledgerAccount: '2020',
    product: 'interest-checking',
    name: 'Interest checking',
  });
}
