import type { AccountReader, Clock, Snapshots } from './ports.ts';

export interface WriteSnapshotsPorts {
  readonly accounts: AccountReader;
  readonly owners: { ownersOf(accountIds: readonly string[]): Promise<readonly string[]> };
  readonly snapshots: Snapshots;
  readonly clock: Clock;
}

/**
 * Refreshes the last known state of every customer that owns one of the accounts. It reads the books as they
 * are now, so events may come late, twice or out of order.
 */
export async function writeSnapshots(
  ports: WriteSnapshotsPorts,
  accountIds: readonly string[],
): Promise<void> {
  for (const customerId of await ports.owners.ownersOf(accountIds)) {
    const asOf = ports.clock.now();
    const accounts = await ports.accounts.accountsOf(customerId);
    await ports.snapshots.write(customerId, accounts, asOf);
  }
}
