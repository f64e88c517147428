import type { Account } from '../domain/account.ts';
import { BankError } from '../domain/errors.ts';
import type { Principal } from '../domain/session.ts';
import type { AccountReader, Snapshots } from './ports.ts';
import { ownAccount } from './transfer-funds.ts';

export interface ReadAccountsPorts {
  readonly accounts: AccountReader;
  readonly snapshots: Snapshots;
}

export interface AccountsRead {
  readonly accounts: readonly Account[];
  /** UTC time of the last known state when the books were out of reach, null when they answered. */
  readonly staleAsOf: string | null;
}

/** The customer's accounts; from the last known state, and marked so, while the books are out of reach. */
export async function readAccounts(ports: ReadAccountsPorts, principal: Principal): Promise<AccountsRead> {
  const { customerId } = principal;
  if (customerId === null) return { accounts: [], staleAsOf: null };
  return fallBack(ports.snapshots, customerId, () => ports.accounts.accountsOf(customerId));
}

/** One account of the customer, with the same fallback. */
export async function readAccount(
  ports: ReadAccountsPorts,
  principal: Principal,
  accountId: string,
): Promise<AccountsRead> {
  const { customerId } = principal;
  if (customerId === null) throw new BankError('not-found', 'You have no account with this id.');
  const read = await fallBack(ports.snapshots, customerId, async () => [
    await ownAccount(ports.accounts, principal, accountId),
  ]);
  const accounts = read.accounts.filter((account) => account.id === accountId);
  if (accounts.length === 0) throw new BankError('not-found', 'You have no account with this id.');
  return { ...read, accounts };
}

async function fallBack(
  snapshots: Snapshots,
  customerId: string,
  read: () => Promise<readonly Account[]>,
): Promise<AccountsRead> {
  try {
    return { accounts: await read(), staleAsOf: null };
  } catch (error) {
    if (!(error instanceof BankError && error.code === 'books-unavailable')) throw error;
    const snapshot = await snapshots.read(customerId);
    if (!snapshot) throw error;
    return { accounts: snapshot.accounts, staleAsOf: snapshot.asOf };
  }
}
