import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { TestBank } from '../bank.ts';

/** Long enough for everybody to come to the gate; those who wait for nothing are through by then. */
const patienceMs = 80;

/**
 * Starts attempts while the balances of some accounts are locked, and opens the lock when all have come: they meet where
 * it is decided, on a slow machine as on a fast one.
 */
export async function meetAt<T>(
  bank: TestBank,
  accounts: readonly string[],
  attempts: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const client = new Client(bank.database.adminConnection);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      'SELECT FROM books.balance WHERE account_id = ANY ($1) ORDER BY account_id FOR UPDATE',
      [accounts],
    );
    const running = attempts.map((attempt) => attempt());
    const end = performance.now() + patienceMs;
    while (performance.now() < end && (await waiting(client)) < attempts.length) await sleep(5);
    await client.query('COMMIT');
    return await Promise.all(running);
  } finally {
    await client.end();
  }
}

/** Who waits for a lock of this database. The first in a queue for a row waits for its holder's transaction. */
async function waiting(client: Client): Promise<number> {
  const { rows } = await client.query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM pg_locks
     WHERE NOT granted AND (locktype = 'transactionid'
       OR database = (SELECT oid FROM pg_database WHERE datname = current_database()))`,
  );
  return rows[0]?.waiting ?? 0;
}
