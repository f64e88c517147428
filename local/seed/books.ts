import { sql } from 'drizzle-orm';
import type { Pool, PoolClient } from 'pg';
import { reachable } from '../../functions/adapters/postgres/errors.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import { quarterOf } from '../../functions/domain/calendar-date.ts';
import { demoId } from './ids.ts';
import { planLife } from './life/life.ts';
import { businessDate } from './people.ts';
import { postDay } from './post-day.ts';

/**
 * Posts what the books have not lived through yet; finds at once when that is nothing.
 * @param pool connected to database `bank` as its owner
 */
export async function seedBooks(pool: Pool, log: (line: string) => void): Promise<void> {
  if (await isComplete(pool)) return;
  const client = await pool.connect();
  // The statement under way reports a lost connection; without a listener it would end the process as well.
  client.on('error', () => undefined);
  try {
    // A crash of the machine may cost the last days, which the next start lives again; durable commits cost seconds.
    await client.query('SET synchronous_commit = off');
    await postLife(client, log);
  } finally {
    client.release(true);
  }
}

/** A journal that the last day has in any case. */
async function isComplete(pool: Pool): Promise<boolean> {
  const last = demoId(`day/${businessDate}/bank/cards`);
  const rows = await reachable(booksByPool(pool).rows(sql`SELECT FROM bank.journal WHERE id = ${last}`));
  return rows.length > 0;
}

async function postLife(client: PoolClient, log: (line: string) => void): Promise<void> {
  const reached = (await businessDateOf(client)) ?? '';
  if (reached >= businessDate) {
    log('these books have another past than the demo bank: npm run reset lets it begin anew');
    return;
  }
  let quarter = '';
  for (const day of planLife()) {
    if (day.date <= reached) continue;
    if (quarterOf(day.date) !== quarter) log(`the demo bank lives through ${quarterOf(day.date)}`);
    quarter = quarterOf(day.date);
    await postDay(client, day);
  }
}

async function businessDateOf(client: PoolClient): Promise<string | undefined> {
  const today = sql`SELECT business_date::text AS today FROM bank.business_date`;
  const [row] = await reachable(booksByPool(client).rows(today));
  return typeof row?.['today'] === 'string' ? row['today'] : undefined;
}
