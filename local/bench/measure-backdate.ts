import { randomUUID } from 'node:crypto';
import type { Client, Pool } from 'pg';
import * as z from 'zod';
import type { Measure } from './bench.ts';
import { openedOn } from './books.ts';
import { compareWithEntries } from './measure-as-of.ts';
import { nothingYet, type Acknowledged } from './postings.ts';
import { median, percentile } from './statistics.ts';
import { verifyRun } from './verify-run.ts';

const warmUps = 20;

/**
 * Postings that count from the day the books were opened, in turn to the longest account and to one with ten later
 * entries; the ratio of the medians counts.
 */
export const measureBackdate: Measure = async (bench, kinds) => {
  const { admin, database, longAccount, shortAccount } = await bench.history();
  const pool = bench.server.pool(database, 1);
  const acknowledged = nothingYet();
  const times = new Map<string, number[]>([
    [longAccount, []],
    [shortAccount, []],
  ]);
  bench.report.line('Back-dated postings');
  for (let count = -warmUps; count < bench.plan.backdatings; count += 1) {
    for (const [account, taken] of times) {
      const milliseconds = await backdate(pool, account, acknowledged);
      if (count >= 0) taken.push(milliseconds);
    }
  }
  const medians: number[] = [];
  for (const [account, taken] of times) {
    const later = await laterEntries(admin, account);
    const [p50, p99] = [median(taken), percentile(taken, 0.99)];
    bench.report.line(
      `  before ${later} later entries: median ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`,
    );
    medians.push(p50);
    for (const asOf of [openedOn, '2025-10-01'])
      await compareWithEntries(admin, pool, { account, asOf, knownAt: null });
  }
  await pool.end();
  await verifyRun(admin, acknowledged, 0n);
  const [long = Number.NaN, short = Number.NaN] = medians;
  return kinds.map(({ name, unit }) => ({ name, unit, value: long / short }));
};

/** Noninterest-bearing balances due from banks: the other side of every one of these. */
const dueFromBanks = '1030';

async function backdate(pool: Pool, account: string, { scope, keys }: Acknowledged): Promise<number> {
  const key = randomUUID();
  const journal = {
    id: randomUUID(),
    scope,
    key,
    requestHash: key,
    type: 'STANDARD',
    template: 'P02',
    description: 'Payment that was late',
    actor: 'bench',
    valueDate: openedOn,
    entries: [
      { gl: dueFromBanks, minor: '100', currency: 'USD' },
      { account, minor: '-100', currency: 'USD' },
    ],
  };
  const batch = JSON.stringify({ journals: [journal] });
  const from = performance.now();
  await pool.query({
    name: 'backdate',
    text: 'SELECT bank.post_journals($1::jsonb) AS answer',
    values: [batch],
  });
  const milliseconds = performance.now() - from;
  keys.push(key);
  return milliseconds;
}

async function laterEntries(admin: Client, account: string): Promise<number> {
  const { rows } = await admin.query(
    'SELECT count(*) AS entries FROM books.entry WHERE account_id = $1 AND value_date > $2',
    [account, openedOn],
  );
  return z.object({ entries: z.coerce.number() }).parse(rows[0]).entries;
}
